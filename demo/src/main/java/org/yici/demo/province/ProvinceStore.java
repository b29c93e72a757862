package org.yici.demo.province;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yici.demo.province.DepartmentDatabase.Account;

/** The SQL that makes the departments' databases. All names in it are the program's own, none comes from a user. */
final class ProvinceStore {
    /** Says on the server that a database is ours and may be dropped while it is half-made. */
    private static final String COMMENT = "Yici: a department of the synthetic province";

    private static final SecureRandom RANDOM = new SecureRandom();

    private ProvinceStore() {}

    /** What a complete database was made for. */
    record Size(int people, long seed) {}

    static boolean exists(DatabaseServer server, String database) throws SQLException {
        try (Connection connection = server.connect();
                PreparedStatement find = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            find.setString(1, database);
            return find.executeQuery().next();
        }
    }

    /**
     * Whether a department's database is there, whole.
     *
     * @throws IllegalStateException if an earlier version of the demonstration made it, with other tables
     */
    static boolean isComplete(DatabaseServer server, LegacyDepartment department) throws SQLException {
        try (Connection connection = server.connect(department.database())) {
            if (size(connection).isEmpty()) {
                return false;
            }
            try (Statement statement = connection.createStatement()) {
                // A mark of before has no such column.
                ResultSet made = statement.executeQuery("select to_jsonb(m) ->> 'tables' from yici_demo.made m");
                made.next();
                if (!department.tablesDigest().equals(made.getString(1))) {
                    throw new IllegalStateException("The database " + department.database()
                            + " was made by another version of the demonstration; give it another folder with --data, or"
                            + " remove this one");
                }
            }
            return true;
        }
    }

    /** The mark of a complete database. */
    static Optional<Size> size(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet made = statement.executeQuery("select to_regclass('yici_demo.made') is not null");
            made.next();
            if (!made.getBoolean(1)) {
                return Optional.empty();
            }
            ResultSet size = statement.executeQuery("select people, seed from yici_demo.made");
            return size.next() ? Optional.of(new Size(size.getInt(1), size.getLong(2))) : Optional.empty();
        }
    }

    static void mark(Connection connection, LegacyDepartment department, Size size) throws SQLException {
        run(connection, "create schema yici_demo");
        run(
                connection,
                "create table yici_demo.made"
                        + " (people int not null, seed bigint not null, made_at timestamptz not null, tables text not null)");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into yici_demo.made values (?, ?, clock_timestamp(), ?)")) {
            insert.setInt(1, size.people());
            insert.setLong(2, size.seed());
            insert.setString(3, department.tablesDigest());
            insert.executeUpdate();
        }
    }

    /** Makes the role if it is not there and gives it a new password. */
    static Account account(Connection connection, String role, String attributes) throws SQLException {
        byte[] random = new byte[18];
        RANDOM.nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try (PreparedStatement find = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            find.setString(1, role);
            String verb = find.executeQuery().next() ? "alter" : "create";
            run(connection, verb + " role " + role + " with " + attributes + " password '" + password + "'");
        }
        return new Account(role, password);
    }

    static void createDatabase(DatabaseServer server, String database) throws SQLException {
        try (Connection connection = server.connect()) {
            run(
                    connection,
                    "create database " + database + " owner " + database + " template template0 encoding 'UTF8'");
            run(connection, "comment on database " + database + " is '" + COMMENT + "'");
            run(connection, "revoke all on database " + database + " from public");
            run(connection, "grant connect on database " + database + " to " + Builder.READER);
        }
    }

    /** @throws IllegalStateException if the database is somebody else's */
    static void drop(DatabaseServer server, String database) throws SQLException {
        if (!isOurs(server, database)) {
            throw new IllegalStateException("The server has a database '" + database
                    + "' that is not the demo's; give the demo a server of its own, or another data folder");
        }
        try (Connection connection = server.connect();
                PreparedStatement slots = connection.prepareStatement(
                        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = ?")) {
            slots.setString(1, database);
            slots.execute();
            run(connection, "drop database " + database + " with (force)");
        }
    }

    /** A database with our comment; or an empty one: the process died between creating it and commenting on it. */
    private static boolean isOurs(DatabaseServer server, String database) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            ResultSet answer = statement.executeQuery("""
                    select coalesce(shobj_description(oid, 'pg_database') = '%s', false)
                        or not exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                       where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast'))
                    from pg_database where datname = current_database()""".formatted(COMMENT));
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** The department makes its own tables, so that they are its own; its triggers sleep while the past is written. */
    static void createTables(Connection connection, LegacyDepartment department) throws SQLException {
        run(connection, "set local role " + department.database());
        run(connection, department.tablesSql());
        run(connection, "reset role");
        run(connection, "set local session_replication_role = replica");
    }

    /** Lets the front zone read and replicate, and the case system insert. */
    static void openTo(Connection connection, LegacyDepartment department) throws SQLException {
        String tables = department.tables().stream().map(LegacyTable::name).collect(Collectors.joining(", "));
        run(connection, "set local session_replication_role = origin");
        run(connection, "grant usage on schema public to " + Builder.READER);
        run(connection, "grant select on " + tables + " to " + Builder.READER);
        run(connection, "create publication " + Builder.PUBLICATION + " for table " + tables);
        run(connection, "alter publication " + Builder.PUBLICATION + " owner to " + department.database());
        for (LegacyTable table : department.tables()) {
            if (!table.writeBack().isEmpty()) {
                run(connection, "grant connect on database " + department.database() + " to " + Builder.WRITER);
                run(connection, "grant usage on schema public to " + Builder.WRITER);
                String columns = String.join(", ", table.writeBack());
                run(
                        connection,
                        "grant insert (ywh, " + columns + "), select (ywh, " + columns + ") on " + table.name() + " to "
                                + Builder.WRITER);
                run(connection, "grant usage on all sequences in schema public to " + Builder.WRITER);
            }
            run(connection, "analyze " + table.name());
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
