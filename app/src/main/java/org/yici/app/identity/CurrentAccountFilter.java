package org.yici.app.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the account of whoever is signed in anew with each request: a session made before roles were taken away, or the account was
 * removed, must not keep them.
 */
final class CurrentAccountFilter extends OncePerRequestFilter {
    private static final List<String> STATIC = List.of("/css/", "/js/", "/img/", "/fonts/", "/webjars/");

    private final AccountStore accounts;

    CurrentAccountFilter(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return STATIC.stream().anyMatch(path::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof SignedInUser signedIn
                && authentication.getDetails() instanceof SignInOrigin origin) {
            Optional<User> now = accounts.find(signedIn.getUsername()).map(AccountStore.Account::user);
            if (now.isEmpty()) {
                signOut(request);
            } else if (!now.get().equals(signedIn.getUser())) {
                replace(new SignedInUser(now.get(), ""), origin);
            }
        }
        chain.doFilter(request, response);
    }

    private static void signOut(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** For this request only: the next one reads the account again. */
    private static void replace(SignedInUser now, SignInOrigin origin) {
        UsernamePasswordAuthenticationToken authentication =
                UsernamePasswordAuthenticationToken.authenticated(now, null, now.getAuthorities());
        authentication.setDetails(origin);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }
}
