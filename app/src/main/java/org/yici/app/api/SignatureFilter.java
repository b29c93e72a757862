package org.yici.app.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yici.app.exchange.Admission;
import org.yici.app.exchange.SignatureVerifier;
import org.yici.app.ledger.LedgerUnavailableException;
import org.yici.app.store.DatabaseFault;
import org.yici.kernel.signature.HttpRequestMessage;

/** Lets a request of a department's system pass the gate before anything else looks at it. */
final class SignatureFilter extends OncePerRequestFilter {
    /** A request for one subject is small; what is larger is not read. */
    static final int LARGEST_BODY = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(SignatureFilter.class);

    private final SignatureVerifier gate;
    private final ProblemFactory problems;

    SignatureFilter(SignatureVerifier gate, ProblemFactory problems) {
        this.gate = gate;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        } catch (BoundedRequest.TooLargeException e) {
            body = new byte[LARGEST_BODY + 1];
        }
        if (body.length > LARGEST_BODY) {
            problems.write(
                    problems.of(ProblemCode.TOO_LARGE, "A request has at most " + LARGEST_BODY + " bytes"), response);
            return;
        }
        Admission admission;
        try {
            admission = gate.admit(message(request, body));
        } catch (LedgerUnavailableException e) {
            if (DatabaseFault.of(e) != DatabaseFault.AWAY) {
                log.error("The ledger took no act, so nobody was admitted", e);
            }
            problems.write(
                    problems.of(
                            ProblemCode.LEDGER_UNAVAILABLE,
                            "The ledger takes no entries now, so nothing is given; try again later"),
                    response);
            return;
        } catch (RuntimeException e) {
            if (DatabaseFault.of(e) != DatabaseFault.AWAY) {
                log.error("The gate failed, so nobody was admitted", e);
            }
            problems.write(
                    problems.of(ProblemCode.STORE_UNAVAILABLE, "The store failed; try again in a minute"), response);
            return;
        }
        switch (admission) {
            case Admission.TurnedAway away -> problems.write(problems.of(away), response);
            case Admission.Admitted admitted -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new SystemAuthentication(admitted.system()));
                SecurityContextHolder.setContext(context);
                chain.doFilter(new Read(request, body), response);
            }
        }
    }

    private static HttpRequestMessage message(HttpServletRequest request, byte[] body) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            fields.put(name, Collections.list(request.getHeaders(name)));
        }
        List<String> host = fields.getOrDefault("Host", List.of());
        return new HttpRequestMessage(
                request.getMethod(),
                request.getScheme(),
                host.isEmpty() ? request.getServerName() + ":" + request.getServerPort() : host.getFirst(),
                request.getRequestURI(),
                request.getQueryString(),
                fields,
                body);
    }

    /** The request with the body that was read for its digest. */
    private static final class Read extends HttpServletRequestWrapper {
        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body is already read");
                }
            };
        }
    }
}
