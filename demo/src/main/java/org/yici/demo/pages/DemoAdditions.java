package org.yici.demo.pages;

import java.util.Set;
import org.springframework.stereotype.Component;
import org.yici.app.web.frame.PageAdditions;

/** The accounts on the sign-in page, whom one may name in a form, what to type where nothing arrives, the departments in the foot. */
@Component
class DemoAdditions implements PageAdditions {
    @Override
    public String template() {
        return "demo/additions";
    }

    @Override
    public Set<Place> places() {
        return Set.of(Place.values());
    }
}
