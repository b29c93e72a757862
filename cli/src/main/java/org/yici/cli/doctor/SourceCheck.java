package org.yici.cli.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether a department's PostgreSQL lets a source be read: its log, the account, a free slot. What is wrong is its administrator's to mend. */
final class SourceCheck {
    private SourceCheck() {}

    static List<Finding> of(String name, Connection connection) throws SQLException {
        String source = "source " + name + ": ";
        List<Finding> findings = new ArrayList<>();
        String level = text(connection, "show wal_level");
        findings.add(Finding.faultUnless(
                level.equals("logical"),
                source + "wal_level " + level,
                "Its administrator: alter system set wal_level = logical; then restart that server"));
        boolean replicates = text(
                        connection, "select rolreplication or rolsuper from pg_roles where rolname = current_user")
                .equals("t");
        String account = text(connection, "select quote_ident(current_user)");
        findings.add(Finding.faultUnless(
                replicates,
                source + account + (replicates ? " may" : " may not") + " replicate",
                "Its administrator: alter role " + account + " replication"));
        int most = Integer.parseInt(text(connection, "show max_replication_slots"));
        int taken = Integer.parseInt(
                text(connection, "select count(*) from pg_replication_slots where slot_name not like 'yici%'"));
        findings.add(Finding.faultUnless(
                taken < most,
                source + "replication slots: " + taken + " of " + most + " are others'",
                "Its administrator: alter system set max_replication_slots = " + (most + 5)
                        + "; then restart that server"));
        return findings;
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
