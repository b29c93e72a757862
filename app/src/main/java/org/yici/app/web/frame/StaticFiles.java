package org.yici.app.web.frame;

import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Style sheets, scripts and pictures. Pages name them with a digest of their content, so that a new version is another file and a browser may keep
 * what it has. Each folder has a handler of its own: one for all addresses would look for a file behind every link of every page.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {
    private static final Map<String, String> FOLDERS = Map.of(
            "/css/**", "classpath:/static/css/",
            "/js/**", "classpath:/static/js/",
            "/img/**", "classpath:/static/img/",
            "/webjars/**", "classpath:/META-INF/resources/webjars/");

    /** Scripts name each other without a digest: of those a new version is seen within this time. */
    private static final Duration KEPT = Duration.ofHours(1);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        FOLDERS.forEach((addresses, folder) -> registry.addResourceHandler(addresses)
                .addResourceLocations(folder)
                .setCacheControl(CacheControl.maxAge(KEPT))
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**")));
    }

    /** Writes the digests into pages. */
    @Bean
    static ResourceUrlEncodingFilter staticFileNames() {
        return new ResourceUrlEncodingFilter();
    }
}
