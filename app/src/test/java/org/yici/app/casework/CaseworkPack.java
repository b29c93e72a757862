package org.yici.app.casework;

import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.Identities;
import org.yici.app.service.ServiceItems;

/** The demonstration's service items, for other packages' tests. */
public final class CaseworkPack {
    private CaseworkPack() {}

    /** Publishes them with all that they refer to; doing it again changes nothing. */
    public static void publish(ApplicationContext platform) throws Exception {
        TestProvince.ensure(
                (ConfigurableEnvironment) platform.getEnvironment(),
                platform.getBean(Identities.class),
                platform.getBean(Catalogue.class),
                platform.getBean(Grants.class),
                platform.getBean(ServiceItems.class));
    }
}
