package org.yici.demo.province;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.yici.demo.province.DepartmentDatabase.Account;
import org.yici.demo.province.ProvinceStore.Size;

/** Makes a province's databases, two at a time: the server and this process each have half of the work. */
final class Builder {
    static final String PUBLICATION = "yici";
    static final String READER = "yici_reader";
    static final String WRITER = "yici_writeback";

    private final DatabaseServer server;
    private final Province province;
    private final ProvinceProgress progress;

    Builder(DatabaseServer server, Province province, ProvinceProgress progress) {
        this.server = server;
        this.province = province;
        this.progress = progress;
    }

    static Optional<Size> find(DatabaseServer server) throws SQLException {
        for (LegacyDepartment department : LegacyDepartment.ALL) {
            if (ProvinceStore.exists(server, department.database())) {
                try (Connection connection = server.connect(department.database())) {
                    Optional<Size> size = ProvinceStore.size(connection);
                    if (size.isPresent()) {
                        return size;
                    }
                }
            }
        }
        return Optional.empty();
    }

    List<DepartmentDatabase> build() throws SQLException {
        Account reader;
        Account writer;
        List<Account> owners = new ArrayList<>();
        try (Connection connection = server.connect()) {
            refuseAnother();
            reader = ProvinceStore.account(connection, READER, "login replication");
            writer = ProvinceStore.account(connection, WRITER, "login");
            for (LegacyDepartment department : LegacyDepartment.ALL) {
                owners.add(ProvinceStore.account(connection, department.database(), "login"));
            }
        }
        List<DepartmentDatabase> databases = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            List<Future<Long>> rows = new ArrayList<>();
            for (LegacyDepartment department : LegacyDepartment.ALL) {
                rows.add(workers.submit(() -> build(department)));
            }
            for (int i = 0; i < rows.size(); i++) {
                LegacyDepartment department = LegacyDepartment.ALL.get(i);
                databases.add(new DepartmentDatabase(
                        department.code(),
                        server.url(department.database()),
                        PUBLICATION,
                        owners.get(i),
                        reader,
                        department.tables().stream()
                                        .anyMatch(table -> !table.writeBack().isEmpty())
                                ? writer
                                : null,
                        await(rows.get(i), workers)));
            }
        }
        return List.copyOf(databases);
    }

    private void refuseAnother() throws SQLException {
        Optional<Size> there = find(server);
        Size mine = new Size(province.people(), province.seed());
        if (there.isPresent() && !there.get().equals(mine)) {
            throw new IllegalStateException("The server already holds a province of "
                    + there.get().people() + " people (seed " + there.get().seed()
                    + "): ask for that one again, or take another data folder");
        }
    }

    private static long await(Future<Long> rows, ExecutorService workers) throws SQLException {
        try {
            return rows.get();
        } catch (ExecutionException e) {
            workers.shutdownNow();
            switch (e.getCause()) {
                case SQLException refused -> throw refused;
                case CopySink.CopyFailedException failed -> throw failed.refusal();
                case RuntimeException failed -> throw failed;
                case null, default ->
                    throw new IllegalStateException("A department's database was not made", e.getCause());
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the departments' databases were made", e);
        }
    }

    private long build(LegacyDepartment department) throws SQLException {
        String database = department.database();
        long total = department.tables().stream()
                .mapToLong(table -> province.expectations().of(table.registry()).rows())
                .sum();
        if (ProvinceStore.exists(server, database)) {
            if (ProvinceStore.isComplete(server, department)) {
                progress.report(department.code(), ProvinceProgress.State.KEPT, total, total);
                return total;
            }
            ProvinceStore.drop(server, database);
        }
        progress.report(department.code(), ProvinceProgress.State.CREATING, 0, total);
        ProvinceStore.createDatabase(server, database);
        try (Connection connection = server.connect(database)) {
            // Tables, rows, rights and the mark appear at once or not at all.
            connection.setAutoCommit(false);
            ProvinceStore.createTables(connection, department);
            long done = 0;
            for (LegacyTable table : department.tables()) {
                done += fill(connection, department, table, done, total);
            }
            ProvinceStore.openTo(connection, department);
            ProvinceStore.mark(connection, department, new Size(province.people(), province.seed()));
            connection.commit();
        }
        progress.report(department.code(), ProvinceProgress.State.COMPLETE, total, total);
        return total;
    }

    private long fill(Connection connection, LegacyDepartment department, LegacyTable table, long before, long total)
            throws SQLException {
        CopySink sink = new CopySink(
                connection,
                table,
                rows -> progress.report(department.code(), ProvinceProgress.State.FILLING, before + rows, total));
        province.emit(table, sink);
        return sink.end();
    }
}
