package org.yici.app.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yici.app.casework.SeenVersion;

/**
 * Honours {@code If-Match} (RFC 9110, 13.1.1) where a case is changed: what is asked is done on a version that the caller names, or not
 * at all. {@code *} and an absent field mean any version.
 */
final class IfMatchFilter extends OncePerRequestFilter {
    private static final Pattern PATHS = Pattern.compile("/api/v1/(cases|tasks)/.+");
    /** Strong tags alone: a weak one never matches here. */
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");

    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");

    private final ProblemFactory problems;

    IfMatchFilter(ProblemFactory problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader("If-Match") == null
                || Set.of("GET", "HEAD", "OPTIONS").contains(request.getMethod())
                || !PATHS.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String tags = String.join(",", Collections.list(request.getHeaders("If-Match")));
        if (tags.strip().equals("*")) {
            chain.doFilter(request, response);
            return;
        }
        Set<Long> versions = new HashSet<>();
        Matcher tag = TAG.matcher(tags);
        int end = 0;
        while (end < tags.length() && tag.find(end) && tag.start() == end) {
            if (tag.group(1) == null && VERSION.matcher(tag.group(2)).matches()) {
                versions.add(Long.valueOf(tag.group(2)));
            }
            end = tag.end();
        }
        if (end < tags.length() || tags.isBlank()) {
            problems.write(
                    problems.of(
                            ProblemCode.MALFORMED_REQUEST,
                            "If-Match names versions in quotes, as ETag gave them, or is *"),
                    response);
            return;
        }
        try (SeenVersion ignored = SeenVersion.of(versions)) {
            chain.doFilter(request, response);
        }
    }
}
