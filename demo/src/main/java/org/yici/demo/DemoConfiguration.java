package org.yici.demo;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractResourceBasedMessageSource;
import org.yici.app.identity.OpenPaths;

/** What the demonstration adds to the platform: the departments' own systems, simulated, and its notes on the platform's pages. */
@Configuration(proxyBeanMethods = false)
@ComponentScan({"org.yici.demo.desk", "org.yici.demo.pages"})
class DemoConfiguration {
    DemoConfiguration(@Qualifier("messageSource") MessageSource messages) {
        ((AbstractResourceBasedMessageSource) messages).addBasenames("messages/demo");
    }

    @Bean
    OpenPaths demoPaths() {
        return new OpenPaths("/demo/**");
    }
}
