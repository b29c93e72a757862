package org.yici.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.yici.cli.UsageException;

/**
 * A PostgreSQL server whose files are copied while it writes into them: PostgreSQL's own way (Continuous Archiving, Making a Base Backup
 * Using the Low Level API). What was copied in the midst of a write is put right by the write-ahead log of the same time, which a
 * replication slot of this session keeps; the slot ends with the session, however that ends.
 */
final class RunningServer {
    private final Connection session;
    private String first = "";

    /** @param session of a superuser; it must last until {@link #end} */
    RunningServer(Connection session) {
        this.session = session;
    }

    /** Its major version. */
    String major() throws SQLException {
        return Integer.toString(session.getMetaData().getDatabaseMajorVersion());
    }

    /** From now on its files may be copied. */
    void begin() throws SQLException {
        if (!one("select count(*) from pg_tablespace where spcname not in ('pg_default', 'pg_global')")
                .equals("0")) {
            throw new UsageException(
                    "The platform's database has tablespaces in other folders, which this command does not"
                            + " copy; use pg_basebackup, as docs/operate.md says");
        }
        one(
                "select slot_name from pg_create_physical_replication_slot(?, true, true)",
                "yici_backup_" + UUID.randomUUID().toString().replace('-', '_'));
        first = one("select pg_walfile_name(pg_backup_start(?, true))", "yici backup");
    }

    /**
     * All files are copied.
     *
     * @param label content of the file {@code backup_label}, by which a server knows that it is a copy
     * @param first segment of the write-ahead log that the copy needs
     * @param last segment that it needs; it is complete
     */
    record Copied(String label, String first, String last) {
        /** The segments, by name. */
        SortedMap<String, Path> segments(Path wal) throws IOException {
            SortedMap<String, Path> segments = new TreeMap<>();
            try (Stream<Path> files = Files.list(wal)) {
                files.filter(Files::isRegularFile).forEach(file -> {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".history")
                            || name.matches("[0-9A-F]{24}")
                                    && name.compareTo(first) >= 0
                                    && name.compareTo(last) <= 0) {
                        segments.put(name, file);
                    }
                });
            }
            if (!segments.containsKey(first) || !segments.containsKey(last)) {
                throw new IOException("the write-ahead log " + first + " to " + last + " is not in " + wal);
            }
            return segments;
        }
    }

    /** Asks for what the copy needs besides. */
    Copied end() throws SQLException {
        try (PreparedStatement stop =
                        session.prepareStatement("select labelfile, pg_walfile_name(lsn) from pg_backup_stop(false)");
                ResultSet row = stop.executeQuery()) {
            row.next();
            return new Copied(row.getString(1), first, row.getString(2));
        }
    }

    private String one(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
