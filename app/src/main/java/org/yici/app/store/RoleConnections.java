package org.yici.app.store;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who connects under which role: migrations as their owner, everything else of this process that asks for none as the platform. */
@Configuration(proxyBeanMethods = false)
class RoleConnections {
    @Bean
    JdbcConnectionDetails platformsConnection(DatabaseRoles roles) {
        return new Platforms(roles.account(DatabaseRole.PLATFORM));
    }

    @Bean
    FlywayConnectionDetails migrationsConnection(DatabaseRoles roles) {
        return new Migrations(roles.account(DatabaseRole.MIGRATE));
    }

    @Bean
    FlywayConfigurationCustomizer namesOfRoles(DatabaseRoles roles) {
        return flyway -> flyway.placeholders(names(roles));
    }

    /** Under which names the script of privileges knows the roles. */
    static Map<String, String> names(DatabaseRoles roles) {
        Map<String, String> names = new TreeMap<>();
        for (DatabaseRole role : DatabaseRole.values()) {
            names.put(role.name().toLowerCase(Locale.ROOT), roles.account(role).username());
        }
        return names;
    }

    private record Platforms(DatabaseRoles.Account account) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return account.username();
        }

        @Override
        public String getPassword() {
            return account.password();
        }

        @Override
        public String getJdbcUrl() {
            return account.url();
        }
    }

    private record Migrations(DatabaseRoles.Account account) implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return account.username();
        }

        @Override
        public String getPassword() {
            return account.password();
        }

        @Override
        public String getJdbcUrl() {
            return account.url();
        }
    }
}
