package org.yici.app.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.store.SecretFiles;

@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
    private static final String ADVICE =
            " With another key everybody would have another id and nobody's records, consents and uses"
                    + " would be found. Put the file back from the backup of the home folder";

    /**
     * The key that belongs to the database; made only for a database that has none yet.
     *
     * @throws IllegalStateException if the file is missing or holds another key
     */
    @Bean
    @DependsOnDatabaseInitialization
    SubjectKey subjectKey(@Value("${yici.home}") Path home, JdbcClient jdbc, SecretFiles secrets) {
        Path file = home.resolve("subject.key");
        SubjectKeyStore store = new SubjectKeyStore(jdbc);
        Optional<byte[]> known = store.digest();
        if (known.isPresent() && !Files.exists(file)) {
            throw new IllegalStateException("The key of subject ids " + file + " is missing." + ADVICE);
        }
        SubjectKey key = new SubjectKey(secrets.ensure(file));
        if (known.isEmpty()) {
            store.remember(key.digest());
        } else if (!Arrays.equals(known.get(), key.digest())) {
            throw new IllegalStateException(
                    "The database's subject ids were made with another key than that in " + file + "." + ADVICE);
        }
        return key;
    }
}
