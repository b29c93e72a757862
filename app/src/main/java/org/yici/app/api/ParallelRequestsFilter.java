package org.yici.app.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yici.app.store.SiteProperties;

/**
 * So many requests at once for each account that is signed in, however many sessions it has, and for each one that signs in with the request
 * itself: nobody alone takes all connections to the database. A browser opens six. Event streams, which leave their thread at once, are
 * counted by {@link EventStreams}.
 */
@Component
@Order(BoundaryFilter.ORDER + 2)
final class ParallelRequestsFilter extends OncePerRequestFilter {
    private final SiteProperties site;
    private final ProblemFactory problems;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    ParallelRequestsFilter(SiteProperties site, ProblemFactory problems) {
        this.site = site;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String who = who(request);
        if (who == null) {
            chain.doFilter(request, response);
            return;
        }
        int now = open.merge(who, 1, Integer::sum);
        try {
            if (now > site.parallelRequests()) {
                refuse(request, response);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            open.computeIfPresent(who, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Nobody of whom nothing is known: behind a proxy all of them have one address. */
    private static @Nullable String who(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String account = session == null ? null : account(session);
        if (account != null) {
            return "account:" + account;
        }
        // Sessions of nobody are to be had for nothing: they divide no account.
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (given != null) {
            return "authorization:" + credentials(given);
        }
        return session == null ? null : "session:" + session.getId();
    }

    private static @Nullable String account(HttpSession session) {
        Object context = session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context instanceof SecurityContext known && known.getAuthentication() != null
                ? known.getAuthentication().getName()
                : null;
    }

    /**
     * Name and password as they are, however scheme and white space around them are written. With the password: whoever does not know it takes
     * no places of whoever does.
     */
    private static int credentials(String header) {
        String[] parts = header.strip().split("\\s+", 2);
        String given = parts.length == 2 ? parts[1] : parts[0];
        try {
            return Arrays.hashCode(Base64.getDecoder().decode(given));
        } catch (IllegalArgumentException e) {
            return given.hashCode();
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        if (BoundaryFilter.isForProgram(request)) {
            problems.write(
                    problems.of(
                            ProblemCode.TOO_MANY_REQUESTS,
                            "More than " + site.parallelRequests()
                                    + " requests of one session or account at once; wait until some are answered"),
                    response);
        } else {
            response.sendError(ProblemCode.TOO_MANY_REQUESTS.status().value());
        }
    }
}
