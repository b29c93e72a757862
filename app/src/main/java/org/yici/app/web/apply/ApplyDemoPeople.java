package org.yici.app.web.apply;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Identities;
import org.yici.app.identity.User;
import org.yici.app.service.ServiceItem;
import org.yici.app.web.DemoSettings;

/** In the demonstration, whom one may name in a form: nobody knows a generated person's citizen ID by heart. */
@Component
class ApplyDemoPeople {
    private final DemoSettings settings;
    private final Identities identities;

    ApplyDemoPeople(DemoSettings settings, Identities identities) {
        this.settings = settings;
        this.identities = identities;
    }

    /** Name, citizen ID and account of a person of the demonstration. */
    record DemoPerson(String name, String citizenId, String account) {}

    /** The others who can sign in; nobody outside the demonstration, nor if the form asks for no citizen ID. */
    List<DemoPerson> others(ServiceItem item, User user) {
        boolean asked = item.fields().stream().anyMatch(field -> field.type().equals("CITIZEN_ID"));
        if (!settings.demo() || !asked) {
            return List.of();
        }
        return settings.demoAccounts().stream()
                .map(account -> identities.user(account.username()))
                .flatMap(Optional::stream)
                .filter(other -> other.citizenId() != null && !other.username().equals(user.username()))
                .map(other -> new DemoPerson(other.displayName(), other.citizenId(), other.username()))
                .toList();
    }
}
