package org.yici.app.web.frame;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.inbox.Inbox;
import org.yici.app.web.DemoSettings;

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
    private final DemoSettings settings;
    private final Inbox inbox;

    FrameInterceptor(LocaleResolver locales, DemoSettings settings, Inbox inbox) {
        this.locales = locales;
        this.settings = settings;
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
        request.setAttribute(
                "frame",
                new Frame(
                        user,
                        english,
                        elder,
                        settings.demo(),
                        settings.psql(),
                        links(user, path(request), settings.demo()),
                        SingletonSupplier.ofNullable(() -> count(user)),
                        link(request, "lang", english ? "zh" : "en"),
                        link(request, ELDER, elder ? "off" : "on")));
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

    private static List<Frame.Link> links(@Nullable User user, String path, boolean demo) {
        List<Frame.Link> links = new ArrayList<>();
        links.add(new Frame.Link("/", "nav.services", path.equals("/") || path.startsWith("/services")));
        if (user != null) {
            if (user.is(Role.APPLICANT)) {
                add(links, path, "/cases", "nav.cases");
                add(links, path, "/my", "/my/data", "nav.myData");
            }
            if (user.is(Role.CLERK)) {
                add(links, path, "/window", "nav.window");
            }
            if (user.is(Role.APPROVER)) {
                add(links, path, "/tasks", "nav.tasks");
            }
            if (user.is(Role.OPERATOR)) {
                links.add(new Frame.Link("/operator", "nav.operator", path.equals("/operator")));
                add(links, path, "/operator/keys", "nav.keys");
            }
            if (user.is(Role.OPERATOR) || user.is(Role.STEWARD)) {
                add(links, path, "/operator/quarantine", "nav.quarantine");
            }
            if (user.is(Role.STEWARD)) {
                add(links, path, "/operator/links", "nav.links");
            }
        }
        add(links, path, "/catalogue", "nav.catalogue");
        add(links, path, "/ledger", "nav.ledger");
        if (demo) {
            add(links, path, "/demo/departments", "nav.departments");
        }
        return List.copyOf(links);
    }

    private static void add(List<Frame.Link> links, String path, String target, String key) {
        add(links, path, target, target, key);
    }

    private static void add(List<Frame.Link> links, String path, String area, String target, String key) {
        links.add(new Frame.Link(target, key, path.startsWith(area)));
    }

    // An address that was posted to, or that failed, may not open by a link.
    private static String path(HttpServletRequest request) {
        boolean opens = request.getDispatcherType() == DispatcherType.REQUEST
                && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"));
        return opens ? request.getRequestURI() : "/";
    }

    private static String link(HttpServletRequest request, String parameter, String value) {
        String path = path(request);
        UriComponentsBuilder link = UriComponentsBuilder.fromPath(path);
        if (request.getDispatcherType() == DispatcherType.REQUEST && path.equals(request.getRequestURI())) {
            for (Map.Entry<String, String[]> given : request.getParameterMap().entrySet()) {
                if (!given.getKey().equals(parameter)) {
                    link.queryParam(given.getKey(), (Object[]) given.getValue());
                }
            }
        }
        return link.replaceQueryParam(parameter, value).encode().build().toUriString();
    }
}
