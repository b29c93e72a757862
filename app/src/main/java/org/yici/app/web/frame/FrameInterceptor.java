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
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/**
 * Puts the {@link Frame} under the name {@code frame} into the request, where templates find it on ordinary pages and on error
 * pages alike, and keeps the reader's choices of {@code ?lang=zh|en} and {@code ?elder=on|off} in cookies.
 */
final class FrameInterceptor implements HandlerInterceptor {
    private static final String ELDER = "elder";
    private static final Set<String> LANGUAGES = Set.of("zh", "en");
    private static final Set<String> SIZES = Set.of("on", "off");

    private final LocaleResolver locales;
    private final Additions additions;

    FrameInterceptor(LocaleResolver locales, Additions additions) {
        this.locales = locales;
        this.additions = additions;
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
                        links(user, path(request), additions.navigation()),
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

    private static List<Frame.Link> links(@Nullable User user, String path, List<PageAdditions.Entry> added) {
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
                add(links, path, "/operator/corrections", "nav.corrections");
            }
        }
        add(links, path, "/catalogue", "nav.catalogue");
        add(links, path, "/ledger", "nav.ledger");
        added.forEach(entry -> add(links, path, entry.path(), entry.key()));
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
