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
 * Programs do not send the field (Fetch Metadata, W3C).
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
        if (site == null || OWN.contains(site) || READING.contains(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(problems.of(ProblemCode.NOT_ALLOWED, "A page of another site may not call this"), response);
    }
}
