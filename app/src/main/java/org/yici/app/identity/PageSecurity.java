package org.yici.app.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * Who may open which page. A page that is not listed needs somebody who is signed in; one that there is not is not found. The API has chains of its own, which come
 * first (package {@code api}). Single sign-on (OpenID Connect) belongs here, as {@code oauth2Login} beside {@code formLogin}.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {
    private static final String[] PUBLIC = {
        "/",
        "/services/**",
        "/catalogue/**",
        "/ledger/**",
        // Who may read a receipt decides what it is about; anybody may verify one.
        "/receipts/**",
        "/verify",
        "/verify/**",
        "/tlog/**",
        "/login",
        // Whoever knows the secret that the start told, while there is no operator.
        "/setup"
    };

    /** What is the same for everybody, also while the database is away. */
    private static final String[] SESSIONLESS = {
        "/css/**", "/js/**", "/img/**", "/fonts/**", "/webjars/**", "/favicon.ico", "/health", "/health/**"
    };

    /** Tells when a session ends, with which its open streams end. */
    @Bean
    static HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** No session is looked up, for its account would be asked of the database. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain sessionless(HttpSecurity http) {
        return http.securityMatcher(SESSIONLESS)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain pages(
            HttpSecurity http,
            KnownDevices devices,
            AccountStore accounts,
            KnownAddresses addresses,
            ObjectProvider<OpenPaths> others) {
        String[] open =
                others.stream().flatMap(paths -> paths.patterns().stream()).toArray(String[]::new);
        return http.addFilterBefore(new CurrentAccountFilter(accounts), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        // These go on with a request that has been let in.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(PUBLIC)
                        .permitAll()
                        .requestMatchers(open)
                        .permitAll()
                        .requestMatchers("/api/**")
                        .denyAll()
                        // A page that there is not is not found; to sign in would not help.
                        .requestMatchers(request -> !addresses.exists(request.getRequestURI()))
                        .permitAll()
                        .requestMatchers("/window/**")
                        .hasRole(Role.CLERK.name())
                        .requestMatchers("/tasks/**")
                        .hasRole(Role.APPROVER.name())
                        .requestMatchers("/operator/definitions/**", "/operator/grants/**")
                        .hasAnyRole(Role.STEWARD.name(), Role.OPERATOR.name(), Role.AUDITOR.name())
                        .requestMatchers("/operator/quarantine/**", "/operator/keys/**")
                        .hasAnyRole(Role.STEWARD.name(), Role.OPERATOR.name())
                        .requestMatchers("/operator/links/**", "/operator/corrections/**")
                        .hasRole(Role.STEWARD.name())
                        .requestMatchers("/operator/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login")
                        .authenticationDetailsSource(SignInOrigin::new)
                        .failureHandler(PageSecurity::again)
                        .successHandler(home(devices))
                        .permitAll())
                .logout(logout -> logout.logoutSuccessUrl("/").deleteCookies("JSESSIONID"))
                .build();
    }

    /** Back to the form, with the name that was typed; it travels in the session, for addresses end up in logs. */
    private static void again(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        FlashMap typed = new FlashMap();
        typed.put("username", Objects.requireNonNullElse(request.getParameter("username"), ""));
        typed.setTargetRequestPath(request.getContextPath() + "/login");
        new SessionFlashMapManager().saveOutputFlashMap(typed, request, response);
        response.sendRedirect(request.getContextPath() + "/login?error");
    }

    /** To where somebody wanted to go, else to the page that the role works with. */
    private static AuthenticationSuccessHandler home(KnownDevices devices) {
        return new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            public void onAuthenticationSuccess(
                    HttpServletRequest request, HttpServletResponse response, Authentication authentication)
                    throws ServletException, IOException {
                devices.remember(authentication.getName(), request, response);
                super.onAuthenticationSuccess(request, response, authentication);
            }

            @Override
            protected String determineTargetUrl(
                    HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
                return authentication != null && authentication.getPrincipal() instanceof SignedInUser signedIn
                        ? home(signedIn.getUser())
                        : "/";
            }
        };
    }

    private static String home(User user) {
        if (user.is(Role.CLERK)) {
            return "/window";
        } else if (user.is(Role.APPROVER)) {
            return "/tasks";
        } else if (user.is(Role.OPERATOR)) {
            return "/operator";
        } else if (user.is(Role.STEWARD)) {
            return "/operator/quarantine";
        } else if (user.is(Role.AUDITOR)) {
            return "/ledger";
        }
        return "/cases";
    }
}
