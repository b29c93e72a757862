package org.yici.app.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only whoever knows the secret of the metrics read them; nobody where none is set. */
final class MetricsFilter extends OncePerRequestFilter {
    private final @Nullable String secret;
    private final ProblemFactory problems;

    MetricsFilter(@Nullable String secret, ProblemFactory problems) {
        this.secret = secret;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (secret != null && isRight(Objects.requireNonNullElse(request.getHeader("Authorization"), ""))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"yici metrics\"");
        problems.write(
                problems.of(
                        ProblemCode.SIGN_IN_NEEDED,
                        secret == null
                                ? "The setting yici.metrics.secret is not set, so that nobody reads metrics"
                                : "Send the setting yici.metrics.secret as a bearer token"),
                response);
    }

    private boolean isRight(String authorization) {
        return MessageDigest.isEqual(
                authorization.getBytes(StandardCharsets.UTF_8), ("Bearer " + secret).getBytes(StandardCharsets.UTF_8));
    }
}
