package org.yici.app.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yici.app.store.DatabaseFault;
import org.yici.app.store.DatabaseWatch;

/**
 * Says at once that the platform's database is away, to programs as a problem, to people as a page in both languages that needs
 * neither database nor session nor template.
 */
@Component
@Order(BoundaryFilter.ORDER + 1)
final class AwayFilter extends OncePerRequestFilter {
    private static final String[] WITHOUT_DATABASE = {
        "/health", "/metrics", "/css/", "/js/", "/img/", "/fonts/", "/webjars/"
    };

    private static final Logger log = LoggerFactory.getLogger(AwayFilter.class);
    private static final long BETWEEN_LINES = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong told = new AtomicLong(System.nanoTime() - BETWEEN_LINES);
    private final DatabaseWatch database;
    private final ProblemFactory problems;
    private final byte[] page;

    AwayFilter(DatabaseWatch database, ProblemFactory problems) throws IOException {
        this.database = database;
        this.problems = problems;
        try (InputStream file = Objects.requireNonNull(AwayFilter.class.getResourceAsStream("/away.html"))) {
            this.page = file.readAllBytes();
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        for (String open : WITHOUT_DATABASE) {
            if (path.startsWith(open)) {
                chain.doFilter(request, response);
                return;
            }
        }
        if (database.away()) {
            answer(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
            if (response.getStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
                tell();
            }
        } catch (ServletException | RuntimeException e) {
            // It went while a filter, somebody's sign-in for example, was asking it.
            if (DatabaseFault.of(e) != DatabaseFault.AWAY || response.isCommitted()) {
                throw e;
            }
            response.reset();
            answer(request, response);
            tell();
        }
    }

    /** One line for all of them: who watches the database says so if it is away. */
    private void tell() {
        long count = busy.incrementAndGet();
        long now = System.nanoTime();
        long last = told.get();
        if (!database.away() && now - last > BETWEEN_LINES && told.compareAndSet(last, now)) {
            busy.addAndGet(-count);
            log.warn(
                    "{} requests were answered 503: too many came at once for the database's connections, or what they need is"
                            + " away",
                    count);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (BoundaryFilter.isForProgram(request)) {
            problems.write(
                    problems.of(
                            ProblemCode.STORE_UNAVAILABLE,
                            "The platform's database is away, or has no connection free now; try again in a few seconds"),
                    response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "5");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(page);
    }
}
