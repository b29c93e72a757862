package org.yici.app.store;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code yici.site.*}: under which names the platform is reached, and how much it reads.
 *
 * @param region whose platform it is, as the head of every page says; nothing is said without it
 * @param publicUrl where people reach the platform, {@code https://data.example.gov}; absolute links begin with it
 * @param hosts names that a request's {@code Host} may have, without port, beside {@code localhost} and that of {@code public-url}
 * @param proxies addresses, {@code 10.0.0.5} or {@code 10.0.0.0/24}, of proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed;
 *     nobody else's are
 * @param largestBody most bytes of a request's body
 * @param largestDefinition most bytes of the body of a request that brings a definition, a service item with its files for instance; one
 *     megabyte at most
 * @param parallelRequests most requests that one session or account has open at once
 * @param streams most event streams in all
 * @param streamsPerUser most event streams that one account has open at once
 */
@ConfigurationProperties("yici.site")
public record SiteProperties(
        @Nullable Region region,
        @Nullable URI publicUrl,
        @DefaultValue List<String> hosts,
        @DefaultValue List<String> proxies,
        @DefaultValue("64KB") DataSize largestBody,
        @DefaultValue("1MB") DataSize largestDefinition,
        @DefaultValue("16") int parallelRequests,
        @DefaultValue("1000") int streams,
        @DefaultValue("12") int streamsPerUser) {
    /**
     * A region's name.
     *
     * @param zh whose platform it is, as the head of every page says it in Chinese, from the largest part to the smallest, with · between them
     * @param en the same in English
     */
    public record Region(String zh, String en) {
        public Region {
            if (isBlank(zh) || isBlank(en)) {
                throw new IllegalArgumentException("yici.site.region needs both zh and en");
            }
        }

        private static boolean isBlank(@Nullable String name) {
            return name == null || name.isBlank();
        }

        /** Its name, for English readers or others. */
        public String in(boolean english) {
            return english ? en : zh;
        }

        /** The smallest part alone, for narrow windows. */
        public String shortIn(boolean english) {
            String name = in(english);
            return name.substring(name.lastIndexOf('·') + 1).strip();
        }
    }

    private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]");

    public SiteProperties {
        if (publicUrl != null && (publicUrl.getHost() == null || publicUrl.getScheme() == null)) {
            throw new IllegalArgumentException(
                    "yici.site.public-url must be an absolute address like https://data.example.gov");
        }
        hosts = List.copyOf(hosts);
        proxies = List.copyOf(proxies);
    }

    /** Whether people reach the platform over HTTPS, be it a proxy's: then no cookie goes over anything else. */
    public boolean https() {
        return publicUrl != null && publicUrl.getScheme().equalsIgnoreCase("https");
    }

    /** Whether a request may be addressed to this name; what is not listed is refused, so that no other site's page gets in by a name of its own (DNS rebinding). */
    public boolean answersTo(String host) {
        Set<String> names = new TreeSet<>(OWN);
        hosts.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        if (publicUrl != null) {
            names.add(publicUrl.getHost().toLowerCase(Locale.ROOT));
        }
        return names.contains(host.toLowerCase(Locale.ROOT));
    }
}
