package org.yici.app.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.definition.DefinitionUses;
import org.yici.kernel.resource.Label;

/** Grants that are valid, or will be, use their resource and the department that has them. */
@Component
class GrantUses implements DefinitionUses {
    private final Grants grants;
    private final Clock clock;

    GrantUses(Grants grants, Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public List<Label> of(String kind, String name) {
        Instant now = clock.instant();
        return grants.all().stream()
                .filter(grant -> kind.equals("resource") && grant.resource().equals(name)
                        || kind.equals("department") && grant.consumer().equals(name))
                .filter(grant -> grant.to().isAfter(now))
                .map(grant -> new Label(
                        "授权 " + grant.id() + "（" + grant.consumer() + "）",
                        "grant " + grant.id() + " of " + grant.consumer()))
                .toList();
    }
}
