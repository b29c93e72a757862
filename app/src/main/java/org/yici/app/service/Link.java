package org.yici.app.service;

import java.net.URI;
import java.net.URISyntaxException;
import org.yici.app.expression.Text;

/** Where a button leads: to a page of the platform, or to the one https host that the pack names. */
public final class Link {
    private Link() {}

    /** Whether a text leads, whatever values are put into it, to a path of the platform or to the host that it names itself. */
    static boolean isSafe(Text href) {
        // A first step of the path that turned out empty would make the next one a host.
        boolean late = href.places().isEmpty() || href.beginning().matches("https://[^/]+/.*|/[^/].*");
        return late && isSafe(href.fill(place -> "")) && isSafe(href.fill(place -> "x"));
    }

    /** Whether an address is a path of the platform, or has a host and begins with https. */
    public static boolean isSafe(String href) {
        // Browsers drop tabs and line ends, and read a backslash as a slash.
        if (href.chars().anyMatch(c -> c <= ' ' || c == '\\' || c == 0x7f)) {
            return false;
        }
        try {
            URI uri = new URI(href);
            return uri.getScheme() == null
                    ? uri.getRawAuthority() == null && href.startsWith("/") && !href.startsWith("//")
                    : uri.getScheme().equals("https") && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
