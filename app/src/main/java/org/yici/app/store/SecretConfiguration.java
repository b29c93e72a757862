package org.yici.app.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
    /** @throws MasterKeyException if the settings name a master key that cannot be used */
    @Bean
    SecretFiles secretFiles(Environment environment) {
        return new SecretFiles(MasterKeys.open(environment).orElse(null));
    }
}
