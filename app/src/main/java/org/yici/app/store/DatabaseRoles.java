package org.yici.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.stereotype.Component;

/**
 * Brings about that the platform's database has its {@link DatabaseRole}s, before anything else uses it, and tells how each connects. The
 * account of {@code spring.datasource} makes them and does nothing else. Where it may not, the platform does not start, and the file
 * {@code roles.sql} of the home folder holds what an administrator of the server has to run.
 */
@Component
public final class DatabaseRoles {
    private static final Logger log = LoggerFactory.getLogger(DatabaseRoles.class);
    private static final String WRONG_PASSWORD = "28P01";
    private static final String MAY_NOT = "42501";

    private final String url;
    private final Path home;
    private final SecretFiles secrets;
    private final Settings settings;
    private final Map<DatabaseRole, Account> accounts = new EnumMap<>(DatabaseRole.class);

    /** @throws IllegalStateException if the roles are not there and cannot be made; names what to do */
    DatabaseRoles(
            DataSourceProperties given, Settings settings, SecretFiles secrets, @Value("${yici.home}") Path home) {
        this.url = given.determineUrl();
        this.home = home;
        this.secrets = secrets;
        this.settings = settings;
        try (Connection connection = OpenConnections.to(url)
                .open(TrackedDataSource.credentials(given.determineUsername(), given.determinePassword()))) {
            prepare(new RoleStore(connection, settings.prefix()));
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The roles of the platform's database " + url + " cannot be prepared: " + e.getMessage(), e);
        }
    }

    /**
     * Settings {@code yici.database.roles.*}.
     *
     * @param prefix what the names of the database's roles begin with, by default the database's name; not to be changed later
     * @param migratePassword password of the role PREFIX_migrate, which owns the schemas; this and the four others are made at the first start, in files of secrets/
     * @param publishPassword password of the role PREFIX_publish, which owns the schema registry
     * @param platformPassword password of the role PREFIX_platform, under which pages and API work
     * @param jobPassword password of the role PREFIX_job, under which the collection job works, also on a Flink cluster
     * @param reportPassword password of the role PREFIX_report, which reads what names no person
     */
    @ConfigurationProperties("yici.database.roles")
    record Settings(
            @Nullable String prefix,
            @Nullable String migratePassword,
            @Nullable String publishPassword,
            @Nullable String platformPassword,
            @Nullable String jobPassword,
            @Nullable String reportPassword) {
        private @Nullable String password(DatabaseRole role) {
            return switch (role) {
                case MIGRATE -> migratePassword;
                case PUBLISH -> publishPassword;
                case PLATFORM -> platformPassword;
                case JOB -> jobPassword;
                case REPORT -> reportPassword;
            };
        }

        @Override
        public String toString() {
            return "Settings[" + prefix + "]";
        }
    }

    /** How one connects under a role. */
    public record Account(String url, String username, String password) {
        @Override
        public String toString() {
            return username + " of " + url;
        }
    }

    /** How one connects under a role. */
    public Account account(DatabaseRole role) {
        return Objects.requireNonNull(accounts.get(role));
    }

    private void prepare(RoleStore roles) throws SQLException {
        Map<DatabaseRole, String> verifiers = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            Account account = new Account(url, roles.name(role), passwordOf(role));
            accounts.put(role, account);
            // As the server keeps it: neither its log nor an administrator's file has the password itself.
            verifiers.put(
                    role, PasswordUtil.encodeScramSha256(account.password().toCharArray()));
        }
        List<String> statements = new ArrayList<>(roles.missing(verifiers));
        for (DatabaseRole role : DatabaseRole.values()) {
            if (roles.exists(role) && isRefused(account(role))) {
                requireUnused(roles, role);
                statements.add(roles.password(role, String.valueOf(verifiers.get(role))));
            }
        }
        if (statements.isEmpty()) {
            return;
        }
        try {
            roles.run(statements);
        } catch (SQLException e) {
            if (MAY_NOT.equals(e.getSQLState())) {
                throw refusal(roles, statements, e.getMessage());
            }
            throw e;
        }
        // A grant of what one may not grant is but a warning.
        List<String> left = roles.missing(verifiers);
        if (!left.isEmpty()) {
            throw refusal(roles, left, "it has no right to grant this");
        }
        log.info("The database's roles are prepared: {} statements", statements.size());
    }

    /** That of the settings, or of the file in which the first start kept it; else a new one. */
    private String passwordOf(DatabaseRole role) {
        @Nullable String given = settings.password(role);
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        Path file = home.resolve("secrets").resolve(role.passwordSetting());
        try {
            if (Files.exists(file)) {
                return secrets.read(file).strip();
            }
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            String password = HexFormat.of().formatHex(random);
            secrets.write(file, password);
            return password;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The password of a role of the database cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isRefused(Account account) throws SQLException {
        try (Connection connection = OpenConnections.to(account.url())
                .open(TrackedDataSource.credentials(account.username(), account.password()))) {
            return !connection.isValid(2);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    /** Another platform's connections would break, one after the other. */
    private void requireUnused(RoleStore roles, DatabaseRole role) throws SQLException {
        if (roles.isInUse(role)) {
            throw new IllegalStateException("The role " + roles.name(role) + " has another password than "
                    + home.resolve("secrets").resolve(role.passwordSetting())
                    + ", and somebody is connected under it. If that is another platform on the same server, give this one names of"
                    + " its own: yici.database.roles.prefix; else put the file back from a backup");
        }
    }

    private IllegalStateException refusal(RoleStore roles, List<String> statements, @Nullable String reason)
            throws SQLException {
        Path file = home.resolve("roles.sql").toAbsolutePath();
        try {
            SecretFile.write(file, "begin;\n" + String.join(";\n", statements) + ";\ncommit;\n");
        } catch (IOException e) {
            throw new IllegalStateException("What is to be run cannot be written into " + file, e);
        }
        return new IllegalStateException("The account " + roles.account() + " may not make the roles of " + url + " ("
                + reason + "). Let an administrator of that server run " + file
                + " in that database (psql -f), or give the account the right, and start again: alter role "
                + roles.account() + " createrole");
    }
}
