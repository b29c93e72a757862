package org.yici.app.collection.trial;

import static org.yici.app.collection.trial.SourceDatabase.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.yici.app.collection.SourceTrials.Check;
import org.yici.app.collection.SourceTrials.Table;
import org.yici.app.collection.SourceTrials.Trial;
import org.yici.kernel.resource.Label;

/** What the job needs of a department's PostgreSQL, and the SQL by which its administrator gives it. */
public final class SourceChecks {
    private static final int OLDEST = 14;
    private static final int SLOTS = 5;

    private final List<Check> checks = new ArrayList<>();
    private final List<String> script = new ArrayList<>();

    private SourceChecks() {}

    public static Trial of(SourceDatabase database, String slot, String publication) throws SQLException {
        SourceChecks looking = new SourceChecks();
        List<Table> tables = database.tables(publication);
        looking.server(database, slot);
        looking.account(database, tables);
        looking.publication(database, publication, tables);
        return new Trial(
                List.copyOf(looking.checks),
                looking.script.isEmpty() ? "" : String.join("\n", looking.script) + "\n",
                tables);
    }

    private void server(SourceDatabase database, String slot) throws SQLException {
        int version = database.number("show server_version_num") / 10_000;
        check("version", version >= OLDEST, String.valueOf(version));
        String level = database.text("show wal_level");
        if (!check("wal-level", level.equals("logical"), level)) {
            script.add("alter system set wal_level = logical;  -- then restart the server");
        }
        int most = database.number("show max_replication_slots");
        int others = database.number("select count(*) from pg_replication_slots where slot_name <> '" + slot + "'");
        if (!check("slots", others < most, others + " / " + most)) {
            script.add("alter system set max_replication_slots = " + (most + SLOTS) + ";  -- then restart the server");
        }
    }

    private void account(SourceDatabase database, List<Table> tables) throws SQLException {
        String account = database.text("select quote_ident(current_user)");
        boolean replicates = database.text(
                        "select rolreplication or rolsuper from pg_roles where rolname = current_user")
                .equals("t");
        if (!check("replication", replicates, account)) {
            script.add("alter role " + account + " replication;");
        }
        List<Table> closed = tables.stream().filter(table -> !table.readable()).toList();
        check("select", closed.size() < tables.size(), tables.size() - closed.size() + " / " + tables.size());
        if (!closed.isEmpty()) {
            script.add("-- of these only what shall be shared:");
            closed.stream()
                    .map(table -> quoted(table.schema()))
                    .distinct()
                    .forEach(schema -> script.add("grant usage on schema " + schema + " to " + account + ";"));
            closed.forEach(table -> script.add("grant select on " + name(table) + " to " + account + ";"));
        }
    }

    private void publication(SourceDatabase database, String publication, List<Table> tables) throws SQLException {
        boolean there = database.text("select count(*) from pg_publication where pubname = '" + publication + "'")
                .equals("1");
        List<Table> published = tables.stream().filter(Table::published).toList();
        check("publication", there, there ? String.valueOf(published.size()) : publication);
        if (!there) {
            script.add("create publication " + publication + ";");
        }
        List<Table> refusing =
                published.stream().filter(table -> !table.identified()).toList();
        if (!check(
                "identity",
                refusing.isEmpty(),
                String.join(", ", refusing.stream().map(SourceChecks::name).toList()))) {
            script.add("-- at once, for their updates fail: a published table needs a primary key, or");
            refusing.forEach(table -> script.add(identified(table)));
        }
        List<Table> open = tables.stream().filter(table -> !table.published()).toList();
        if (!open.isEmpty()) {
            script.add(
                    "-- of these only what shall be shared; without a primary key only together with what stands before:");
            open.forEach(table -> script.add((table.identified() ? "" : identified(table) + " ") + "alter publication "
                    + publication + " add table " + name(table) + ";"));
        }
    }

    /** Without this, or a primary key, publishing a table makes its updates fail. */
    private static String identified(Table table) {
        return "alter table " + name(table) + " replica identity full;";
    }

    private static String name(Table table) {
        return quoted(table.schema()) + "." + quoted(table.name());
    }

    private boolean check(String key, boolean good, String value) {
        checks.add(new Check(key, good, Label.same(value)));
        return good;
    }

    /** The whole way, for a database that cannot even be reached. */
    public static String fromNothing(String username, String database, String publication) {
        return """
                -- As superuser of the server:
                create role %1$s login replication password '...';
                alter system set wal_level = logical;  -- then restart the server
                -- In pg_hba.conf, with the platform's address:
                -- hostssl %2$s %1$s PLATFORM/32 scram-sha-256
                grant connect on database %4$s to %1$s;
                -- In the database %2$s, for each schema and table that shall be shared:
                grant usage on schema public to %1$s;
                grant select on TABLE to %1$s;
                create publication %3$s for table TABLE;
                """.formatted(quoted(username), database, publication, quoted(database));
    }
}
