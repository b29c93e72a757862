package org.yici.app.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.yici.app.store.SecretFiles;
import org.yici.app.store.SiteProperties;

/**
 * Remembers devices on which somebody has signed in to an account (a "device cookie", as OWASP calls it): attempts from elsewhere do not
 * keep them waiting. The cookie signs nobody in. It is a random id and a keyed digest of the id and the account.
 */
@Component
class KnownDevices {
    private static final String NAME = "yici-device";
    private static final Duration LASTS = Duration.ofDays(180);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final SiteProperties site;

    KnownDevices(@Value("${yici.home:yici-data}") Path home, SiteProperties site, SecretFiles secrets) {
        this.site = site;
        this.key = new SecretKeySpec(secrets.ensure(home.resolve("device.key")), "HmacSHA256");
    }

    /** The cookie of a request, unverified; empty if there is none. */
    static String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(NAME)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }

    /** The id of a device that has signed in to the account before. */
    Optional<String> known(String cookie, String username) {
        int dot = cookie.indexOf('.');
        if (dot != 32) {
            return Optional.empty();
        }
        String id = cookie.substring(0, dot);
        byte[] expected = digest(id, username).getBytes(StandardCharsets.US_ASCII);
        byte[] given = cookie.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given) ? Optional.of(id) : Optional.empty();
    }

    /** Has the browser remember that it has signed in to the account. */
    void remember(String username, HttpServletRequest request, HttpServletResponse response) {
        String id = known(cookie(request), username).orElseGet(KnownDevices::newId);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, id + "." + digest(id, username))
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure() || site.https())
                        .sameSite("Lax")
                        .maxAge(LASTS)
                        .build()
                        .toString());
    }

    private static String newId() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private String digest(String id, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((id + "|" + username).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
