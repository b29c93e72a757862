package org.yici.cli.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.DatabaseRole;
import org.yici.app.store.RoleStore;

/** Whether a PostgreSQL can hold a platform: version, encoding, rights, durability, connections, clock. */
final class PlatformDatabaseCheck {
    private static final int OLDEST = 150_000;
    /** Both pools of the platform, the collection job, the ledger's writer, commands. */
    private static final int CONNECTIONS = 60;

    private static final Duration CLOCK = Duration.ofSeconds(2);

    private final Connection connection;
    private final List<Finding> findings = new ArrayList<>();

    private PlatformDatabaseCheck(Connection connection) {
        this.connection = connection;
    }

    static List<Finding> of(Connection connection, @Nullable String prefix) throws SQLException {
        PlatformDatabaseCheck check = new PlatformDatabaseCheck(connection);
        check.version();
        check.encoding();
        check.rights(prefix);
        check.durability();
        check.connections();
        check.clock();
        return check.findings;
    }

    private void version() throws SQLException {
        findings.add(Finding.faultUnless(
                Integer.parseInt(show("server_version_num")) >= OLDEST,
                "platform's database: PostgreSQL " + show("server_version"),
                "PostgreSQL 15 or newer is needed"));
    }

    private void encoding() throws SQLException {
        findings.add(Finding.faultUnless(
                show("server_encoding").equals("UTF8"),
                "platform's database: encoding " + show("server_encoding"),
                "Make the database anew: create database yici encoding 'UTF8' template template0"));
    }

    /** The roles are there, or the account may make them. */
    private void rights(@Nullable String prefix) throws SQLException {
        RoleStore roles = new RoleStore(connection, prefix);
        List<String> absent = new ArrayList<>();
        for (DatabaseRole role : DatabaseRole.values()) {
            if (!roles.exists(role)) {
                absent.add(roles.name(role));
            }
        }
        if (absent.isEmpty()) {
            findings.add(Finding.good("platform's database: its roles are there"));
            return;
        }
        boolean owns = "t"
                .equals(text(
                        "select pg_has_role(datdba, 'usage') from pg_database where datname = current_database()"));
        boolean may = owns && roles.mayMakeRoles();
        findings.add(
                Finding.faultUnless(
                        may,
                        "platform's database: " + roles.account() + (may ? " may" : " may not") + " make the roles "
                                + String.join(", ", absent),
                        "Its administrator: alter database " + text("select quote_ident(current_database())")
                                + " owner to "
                                + roles.account() + "; alter role " + roles.account()
                                + " createrole. Or ./yici serve stops and writes roles.sql, with which the administrator makes them"));
    }

    private void durability() throws SQLException {
        boolean durable =
                show("fsync").equals("on") && !show("synchronous_commit").equals("off");
        findings.add(Finding.faultUnless(
                durable,
                "platform's database: fsync " + show("fsync") + ", synchronous_commit " + show("synchronous_commit"),
                "What is answered could be lost. Set both to on in its postgresql.conf"));
    }

    private void connections() throws SQLException {
        int most = Integer.parseInt(show("max_connections"));
        findings.add(
                most >= CONNECTIONS
                        ? Finding.good("platform's database: " + most + " connections")
                        : Finding.warning(
                                "platform's database: " + most + " connections",
                                "Set max_connections to " + CONNECTIONS + " or more"));
    }

    private void clock() throws SQLException {
        Instant before = Instant.now();
        Instant there;
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("select clock_timestamp()")) {
            row.next();
            there = row.getTimestamp(1).toInstant();
        }
        Duration ahead = Duration.between(before, there);
        findings.add(
                ahead.abs().compareTo(CLOCK) <= 0
                        ? Finding.good("clock: as that of the platform's database")
                        : Finding.warning(
                                "clock: that of the platform's database differs by " + ahead.toSeconds() + " s",
                                "Let both machines take their time from the same source (NTP)"));
    }

    private String show(String setting) throws SQLException {
        return String.valueOf(text("show " + setting));
    }

    private @Nullable String text(String sql) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
