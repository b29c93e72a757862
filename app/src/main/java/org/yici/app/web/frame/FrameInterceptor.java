package org.yici.app.web.frame;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;
import org.yici.app.identity.KnownAddresses;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.inbox.Inbox;
import org.yici.app.store.SiteProperties;

/**
 * Puts the {@link Frame} under the name {@code frame} into the request, where templates find it on ordinary pages and on error
 * pages alike, and keeps the reader's choices of {@code ?lang=zh|en} and {@code ?elder=on|off} in cookies.
 */
final class FrameInterceptor implements HandlerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(FrameInterceptor.class);
    private static final String ELDER = "elder";
    private static final Set<String> LANGUAGES = Set.of("zh", "en");
    private static final Set<String> SIZES = Set.of("on", "off");

    private final LocaleResolver locales;
    private final KnownAddresses addresses;
    private final Inbox inbox;
    private final SiteProperties site;

    FrameInterceptor(LocaleResolver locales, KnownAddresses addresses, Inbox inbox, SiteProperties site) {
        this.site = site;
        this.locales = locales;
        this.addresses = addresses;
        this.inbox = inbox;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String language = parameter(request, "lang");
        if (language != null && LANGUAGES.contains(language)) {
            locales.setLocale(request, response, Locale.forLanguageTag(language));
        }
        boolean english = locales.resolveLocale(request).getLanguage().equals("en");
        boolean elder = elder(request, response);
        User user = user();
        String path = path(request);
        request.setAttribute(
                "frame",
                new Frame(
                        user,
                        english,
                        elder,
                        site.region(),
                        links(user, path, elder),
                        SingletonSupplier.ofNullable(() -> count(user)),
                        link(request, path, "lang", english ? "zh" : "en"),
                        link(request, path, ELDER, elder ? "off" : "on")));
        return true;
    }

    /** An error page is shown also of a request whose parameters cannot be read. */
    private static @Nullable String parameter(HttpServletRequest request, String name) {
        return request.getDispatcherType() == DispatcherType.REQUEST ? request.getParameter(name) : null;
    }

    private static boolean elder(HttpServletRequest request, HttpServletResponse response) {
        String chosen = parameter(request, ELDER);
        if (chosen != null && SIZES.contains(chosen)) {
            ResponseCookie cookie = ResponseCookie.from(ELDER, chosen)
                    .path("/")
                    .maxAge(Duration.ofDays(365))
                    .httpOnly(true)
                    .sameSite("Lax")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
            return chosen.equals("on");
        }
        var cookie = WebUtils.getCookie(request, ELDER);
        return cookie != null && "on".equals(cookie.getValue());
    }

    private static @Nullable User user() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser signedIn
                ? signedIn.getUser()
                : null;
    }

    /** Counted once a page, and only by pages with a head; where it fails the page still stands, as the page of an error does. */
    private Inbox.@Nullable Count count(@Nullable User user) {
        if (user == null) {
            return null;
        }
        try {
            return inbox.count(user);
        } catch (RuntimeException e) {
            log.debug("The inbox of {} cannot be counted", user.username(), e);
            return null;
        }
    }

    private static List<Frame.Link> links(@Nullable User user, String path, boolean elder) {
        List<Area> areas = new ArrayList<>();
        areas.add(new Area("/services", "/", "nav.services"));
        if (user != null) {
            if (user.is(Role.APPLICANT)) {
                areas.add(new Area("/cases", "nav.cases"));
                areas.add(new Area("/my", "/my/data", "nav.myData"));
            }
            if (user.is(Role.CLERK)) {
                areas.add(new Area("/window", "nav.window"));
            }
            if (user.is(Role.APPROVER)) {
                areas.add(new Area("/tasks", "nav.tasks"));
            }
            if (user.is(Role.OPERATOR)) {
                areas.add(new Area("/operator", "nav.operator"));
            }
            if (user.is(Role.OPERATOR) || user.is(Role.STEWARD)) {
                areas.add(new Area("/operator/keys", "nav.keys"));
                areas.add(new Area("/operator/quarantine", "nav.quarantine"));
                areas.add(new Area("/operator/definitions", "nav.definitions"));
                areas.add(new Area("/operator/grants", "nav.grants"));
            }
            if (user.is(Role.STEWARD)) {
                areas.add(new Area("/operator/links", "nav.links"));
                areas.add(new Area("/operator/corrections", "nav.corrections"));
            }
        }
        if (!elder) {
            areas.add(new Area("/catalogue", "nav.catalogue"));
            areas.add(new Area("/ledger", "nav.ledger"));
        }
        Area here = areas.stream()
                .filter(area -> area.has(path))
                .max(Comparator.comparingInt(area -> area.path().length()))
                .orElse(null);
        return areas.stream()
                .map(area -> new Frame.Link(area.target(), area.key(), area == here))
                .toList();
    }

    /**
     * An entry of the menu. The one with the longest path around a page is the current one.
     *
     * @param path under which its pages lie
     * @param target page that it leads to
     */
    private record Area(String path, String target, String key) {
        Area(String path, String key) {
            this(path, path, key);
        }

        boolean has(String page) {
            return page.equals(target) || page.equals(path) || page.startsWith(path + "/");
        }
    }

    /** The path that the reader sees: of a page that is not there the one that was asked for, of a form's answer the form's page. */
    private String path(HttpServletRequest request) {
        boolean opened =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return opened ? request.getRequestURI() : addresses.nearestPage(request.getRequestURI());
        }
        // An address that could not even be read is not repeated.
        boolean missing = Integer.valueOf(HttpServletResponse.SC_NOT_FOUND)
                .equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
        return opened && missing ? (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) : "/";
    }

    /** The same page with another choice. What was typed into a form is in no address. */
    private static String link(HttpServletRequest request, String path, String parameter, String value) {
        boolean asked = request.getDispatcherType() == DispatcherType.REQUEST;
        String query = asked ? request.getQueryString() : null;
        return UriComponentsBuilder.fromPath(path)
                .query(query == null ? "" : query)
                .replaceQueryParam(parameter, value)
                .build()
                .toUriString();
    }
}
