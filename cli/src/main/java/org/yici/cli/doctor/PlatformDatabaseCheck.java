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

    static List<Finding> of(Connection connection) throws SQLException {
        PlatformDatabaseCheck check = new PlatformDatabaseCheck(connection);
        check.version();
        check.encoding();
        check.rights();
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

    private void rights() throws SQLException {
        boolean may = "t".equals(text("select has_database_privilege(current_database(), 'CREATE')"));
        findings.add(Finding.faultUnless(
                may,
                "platform's database: " + text("select current_user") + (may ? " may" : " may not")
                        + " make schemas in " + text("select current_database()"),
                "As its owner: grant create on database " + text("select quote_ident(current_database())") + " to "
                        + text("select quote_ident(current_user)")));
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
