package org.yici.app.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yici.app.identity.KnownAddresses;

/** A path at which no call answers is not found, before anybody is asked who calls: the API's description says what there is. */
final class UnknownPathFilter extends OncePerRequestFilter {
    private final KnownAddresses addresses;
    private final ProblemFactory problems;

    UnknownPathFilter(KnownAddresses addresses, ProblemFactory problems) {
        this.addresses = addresses;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST || addresses.exists(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    problems.of(ProblemCode.NOT_FOUND, "There is no such path; /api/v1/openapi lists them"), response);
        }
    }
}
