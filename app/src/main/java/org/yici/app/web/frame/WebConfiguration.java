package org.yici.app.web.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.yici.app.identity.KnownAddresses;
import org.yici.app.inbox.Inbox;
import org.yici.app.store.SiteProperties;

/** What all pages share: the language, the frame around the content. */
@Configuration
class WebConfiguration {
    /**
     * Pages are Chinese unless the reader chose English; what the browser prefers does not count, officials' browsers are often
     * English. Programs are answered in the language that they accept.
     */
    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("lang") {
            @Override
            public LocaleContext resolveLocaleContext(HttpServletRequest request) {
                return request.getRequestURI().startsWith("/api/")
                        ? new SimpleLocaleContext(request.getLocale())
                        : super.resolveLocaleContext(request);
            }
        };
        resolver.setDefaultLocale(Locale.CHINESE);
        resolver.setRejectInvalidCookies(false);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    @Bean
    WebMvcConfigurer frame(LocaleResolver localeResolver, KnownAddresses addresses, Inbox inbox, SiteProperties site) {
        return new WebMvcConfigurer() {
            /** Browsers ask for it where a document names no icon: a table, a proof. */
            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addRedirectViewController("/favicon.ico", "/img/logo.svg");
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new FrameInterceptor(localeResolver, addresses, inbox, site))
                        .excludePathPatterns("/webjars/**", "/css/**", "/js/**", "/img/**", "/api/**", "/tlog/**");
            }
        };
    }
}
