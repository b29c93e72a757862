package org.yici.app.registry;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yici.app.store.SecretFile;

@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
    @Bean
    SubjectKey subjectKey(@Value("${yici.home}") Path home) {
        return new SubjectKey(SecretFile.ensure(home.resolve("subject.key")));
    }
}
