package org.yici.app.casework;

import org.springframework.context.ApplicationContext;

/** The demonstration's service items, for other packages' tests. */
public final class CaseworkPack {
    private CaseworkPack() {}

    /** Publishes them with all that they refer to; doing it again changes nothing. */
    public static void publish(ApplicationContext platform) throws Exception {
        TestProvince.ensure(platform);
    }
}
