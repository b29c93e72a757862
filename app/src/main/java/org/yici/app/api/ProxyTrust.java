package org.yici.app.api;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.yici.app.store.SiteProperties;

/**
 * What the platform believes of requests that come through a proxy: the caller's address and whether the caller's connection is
 * HTTPS, and only from the proxies that {@code yici.site.proxies} names. The name that a request is addressed to is always its {@code Host}.
 */
@Component
final class ProxyTrust implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private static final Logger log = LoggerFactory.getLogger(ProxyTrust.class);

    private final SiteProperties site;

    ProxyTrust(SiteProperties site) {
        this.site = site;
    }

    /** @throws IllegalArgumentException if a setting names no address; the message says which */
    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
        if (!site.proxies().isEmpty()) {
            RemoteIpValve valve = new RemoteIpValve();
            valve.setInternalProxies(
                    site.proxies().stream().map(ProxyTrust::range).collect(Collectors.joining(",")));
            valve.setProtocolHeader("X-Forwarded-Proto");
            server.addEngineValves(valve);
        }
        if (site.https()) {
            server.addContextCustomizers(context -> context.addServletContainerInitializer(
                    (classes, servlets) -> servlets.getSessionCookieConfig().setSecure(true), Set.of()));
        }
    }

    /** As the valve takes it, with the length of the network's part. */
    private static String range(String address) {
        String given = address.strip();
        // A name would be looked up, and whoever answers for it would be believed.
        if (given.matches("[0-9a-fA-F.:/]+")) {
            try {
                return new NetMask(given.contains("/") ? given : given + (given.contains(":") ? "/128" : "/32"))
                        .toString();
            } catch (IllegalArgumentException e) {
                log.debug("No range of addresses", e);
            }
        }
        throw new IllegalArgumentException("yici.site.proxies: " + address
                + " is no address and no range of addresses such as 10.0.0.5 or 10.0.1.0/24");
    }
}
