package org.yici.app.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site has a browser send: a browser that has once been asked for a password by HTTP Basic sends it along.
 * Programs send neither field. Browsers tell of the site by Fetch Metadata (W3C) where a connection can be trusted, and of the origin with
 * everything that is sent.
 */
final class CrossSiteFilter extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final ProblemFactory problems;

    CrossSiteFilter(ProblemFactory problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        if (READING.contains(request.getMethod()) || (site == null ? isOwn(request) : OWN.contains(site))) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(problems.of(ProblemCode.NOT_ALLOWED, "A page of another site may not call this"), response);
    }

    /** A page that says where it is must be one of this platform's, by the name with which it was called. */
    private static boolean isOwn(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        return origin == null
                || host != null
                        && (origin.equalsIgnoreCase("https://" + host) || origin.equalsIgnoreCase("http://" + host));
    }
}
