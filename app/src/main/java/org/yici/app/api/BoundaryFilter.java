package org.yici.app.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yici.app.store.SiteProperties;

/**
 * What every request passes first, whoever sent it: it must be addressed to this platform, be of bounded length and hold text that can
 * be kept. Whoever reads a parameter, a header or a body behind it need not ask again. Programs get a problem, people a page.
 */
@Component
@Order(BoundaryFilter.ORDER)
final class BoundaryFilter extends OncePerRequestFilter {
    /** After the character encoding is set, before anybody is signed in. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final Logger log = LoggerFactory.getLogger(BoundaryFilter.class);
    private static final int DEEPEST = 30;

    private final SiteProperties site;
    private final ProblemFactory problems;

    BoundaryFilter(SiteProperties site, ProblemFactory problems) {
        this.site = site;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals("/error")) {
            // Where errors are shown is no page to ask for.
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        ProblemCode fault = fault(request);
        if (fault != null) {
            refuse(request, response, fault);
            return;
        }
        long limit = limit(request);
        try {
            chain.doFilter(new BoundedRequest(request, limit), new RelativeRedirects(request, response));
        } catch (IOException | ServletException | RuntimeException e) {
            if (causedBy(e, ClientAbortException.class) || causedBy(e, AsyncRequestNotUsableException.class)) {
                log.debug("The reader of {} has gone", request.getRequestURI());
            } else if (causedBy(e, BoundedRequest.TooLargeException.class) && !response.isCommitted()) {
                refuse(request, response, ProblemCode.TOO_LARGE);
            } else {
                throw e;
            }
        }
    }

    private long limit(HttpServletRequest request) {
        String path = request.getRequestURI();
        return (path.startsWith("/operator/definitions/") || path.startsWith("/api/v1/definitions/")
                        ? site.largestDefinition()
                        : site.largestBody())
                .toBytes();
    }

    private @Nullable ProblemCode fault(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null && !site.answersTo(withoutPort(host))) {
            return ProblemCode.WRONG_HOST;
        }
        if (request.getContentLengthLong() > limit(request)) {
            return ProblemCode.TOO_LARGE;
        }
        String query = request.getQueryString();
        if (HostileText.badEncoded(request.getRequestURI()) || (query != null && HostileText.badEncoded(query))) {
            return ProblemCode.MALFORMED_REQUEST;
        }
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                if (HostileText.bad(value) || (name.equalsIgnoreCase("Authorization") && HostileText.badBasic(value))) {
                    return ProblemCode.MALFORMED_REQUEST;
                }
            }
        }
        return isForProgram(request) && !request.getMethod().equals("GET") ? null : parameterFault(request);
    }

    /** A program's body is read by whoever checks its signature, a page's form already by the check of its token. */
    private static @Nullable ProblemCode parameterFault(HttpServletRequest request) {
        try {
            for (Map.Entry<String, String[]> parameter :
                    request.getParameterMap().entrySet()) {
                if (HostileText.bad(parameter.getKey())) {
                    return ProblemCode.MALFORMED_REQUEST;
                }
                for (String value : parameter.getValue()) {
                    if (value != null && HostileText.bad(value)) {
                        return ProblemCode.MALFORMED_REQUEST;
                    }
                }
            }
            return null;
        } catch (InvalidParameterException e) {
            return e.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
                    ? ProblemCode.TOO_LARGE
                    : ProblemCode.MALFORMED_REQUEST;
        } catch (IllegalStateException e) {
            return ProblemCode.MALFORMED_REQUEST;
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ProblemCode code) throws IOException {
        if (isForProgram(request)) {
            LocaleContextHolder.setLocale(AcceptedLanguage.of(request));
            problems.write(problems.of(code, code.advice(limit(request))), response);
        } else {
            response.sendError(code.status().value());
        }
    }

    static boolean isForProgram(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().startsWith("/tlog/");
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }

    static boolean causedBy(@Nullable Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
