package org.yici.app.web.frame;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yici.app.web.frame.PageAdditions.Place;

/** All that is added to the pages, as {@code @additions} in templates. */
@Component("additions")
class Additions {
    private final List<PageAdditions> all;

    Additions(ObjectProvider<PageAdditions> all) {
        this.all = all.orderedStream().toList();
    }

    /**
     * The templates that add something at a place, under a fragment of the same name.
     *
     * @param place {@code sign-in} for {@link Place#SIGN_IN}
     */
    public List<String> at(String place) {
        Place asked = Place.valueOf(place.toUpperCase(Locale.ROOT).replace('-', '_'));
        return all.stream()
                .filter(one -> one.places().contains(asked))
                .map(PageAdditions::template)
                .toList();
    }
}
