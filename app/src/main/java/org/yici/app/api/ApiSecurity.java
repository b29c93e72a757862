package org.yici.app.api;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.yici.app.exchange.SignatureVerifier;
import org.yici.app.identity.KnownAddresses;
import org.yici.app.identity.Role;

/**
 * Who may call which path of the API; what is not listed is denied, and what there is not is not found. Nothing here reads or makes a session, so there is no cookie
 * that a foreign page could ride on, and no CSRF token is needed.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    /** A server of metrics, by a secret. */
    @Bean
    @Order(0)
    SecurityFilterChain metrics(HttpSecurity http, ProblemFactory problems, Environment environment) {
        return http.securityMatcher("/metrics", "/metrics/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        new MetricsFilter(environment.getProperty("yici.metrics.secret"), problems),
                        AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Departments' systems, by signature. */
    @Bean
    @Order(1)
    SecurityFilterChain systems(
            HttpSecurity http, SignatureVerifier gate, ProblemFactory problems, KnownAddresses addresses) {
        return stateless(http, problems, addresses)
                .securityMatcher("/api/v1/exchange/**")
                .addFilterBefore(new SignatureFilter(gate, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/exchange/query", "/api/v1/exchange/check")
                        .hasRole(SystemAuthentication.ROLE)
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** People's programs, by HTTP Basic. */
    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, ProblemFactory problems, KnownAddresses addresses) {
        AuthenticationEntryPoint signIn = (request, response, e) -> {
            response.setHeader("WWW-Authenticate", "Basic realm=\"yici\", charset=\"UTF-8\"");
            problems.write(
                    problems.of(ProblemCode.SIGN_IN_NEEDED, "Name an account and its password by HTTP Basic"),
                    response);
        };
        return stateless(http, problems, addresses)
                .addFilterBefore(new CrossSiteFilter(problems), AuthorizationFilter.class)
                .addFilterAfter(new IfMatchFilter(problems), AuthorizationFilter.class)
                // Entries tell who did what for which case; hashes and checkpoints, which everybody may copy, do not.
                .securityMatcher("/api/**", "/tlog/tile/entries", "/tlog/tile/entries/**")
                .httpBasic(basic -> basic.authenticationEntryPoint(signIn))
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(signIn))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/tlog/tile/entries", "/tlog/tile/entries/**")
                        .hasRole(Role.AUDITOR.name())
                        .requestMatchers(HttpMethod.GET, "/api/v1/ledger/receipts/**")
                        .authenticated()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/api/v1/ledger/**",
                                "/api/v1/services/**",
                                "/api/v1/openapi",
                                "/api/v1/openapi.yaml")
                        .permitAll()
                        .requestMatchers("/api/v1/my/**", "/api/v1/grants", "/api/v1/grants/**", "/api/v1/cases/**")
                        .authenticated()
                        .requestMatchers("/api/v1/definitions/**")
                        .hasAnyRole(Role.STEWARD.name(), Role.OPERATOR.name(), Role.AUDITOR.name())
                        .requestMatchers("/api/v1/keys/**", "/api/v1/operator/**")
                        .hasRole(Role.OPERATOR.name())
                        .requestMatchers("/api/v1/tasks/**")
                        .hasAnyRole(Role.CLERK.name(), Role.APPROVER.name())
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http, ProblemFactory problems, KnownAddresses addresses) {
        return http.addFilterBefore(new UnknownPathFilter(addresses, problems), LogoutFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(exceptions ->
                        exceptions.accessDeniedHandler((request, response, e) -> problems.write(
                                problems.of(ProblemCode.NOT_ALLOWED, "Your account may not call this"), response)));
    }
}
