package org.yici.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.yici.demo.DepartmentConnections;

/** Every department commits single changes of its largest table, all at the same steady rate, until it is stopped. */
final class SteadyChanges implements AutoCloseable {
    private static final int ROWS = 5_000;

    private final ExecutorService executor;
    private final List<Future<?>> writers = new ArrayList<>();
    private final AtomicLong committed = new AtomicLong();
    private final long started = System.nanoTime();
    private volatile boolean stopped;

    private SteadyChanges(int departments) {
        executor = Executors.newFixedThreadPool(departments);
    }

    /** @param rate changes a second, of all departments together */
    static SteadyChanges start(DepartmentConnections departments, int rate) {
        SteadyChanges changes = new SteadyChanges(departments.departments().size());
        long pause = TimeUnit.SECONDS.toNanos(departments.departments().size()) / rate;
        for (String department : departments.departments().keySet()) {
            changes.writers.add(changes.executor.submit(() -> {
                changes.write(departments, department, pause);
                return null;
            }));
        }
        return changes;
    }

    private void write(DepartmentConnections departments, String department, long pause) throws SQLException {
        try (Connection connection = RunningDemo.open(departments, department);
                Statement statement = connection.createStatement()) {
            String table;
            String key;
            try (ResultSet largest = statement.executeQuery("""
                    select quote_ident(c.relname), quote_ident(a.attname)
                    from pg_index i join pg_class c on c.oid = i.indrelid
                      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                    where i.indisprimary and i.indnatts = 1 and c.relnamespace = 'public'::regnamespace
                    order by pg_relation_size(c.oid) desc limit 1""")) {
                if (!largest.next()) {
                    throw new SQLException("The department " + department + " has no table with a key of one column");
                }
                table = largest.getString(1);
                key = largest.getString(2);
            }
            List<Object> rows = new ArrayList<>();
            try (ResultSet keys = statement.executeQuery("select " + key + " from " + table + " limit " + ROWS)) {
                while (keys.next()) {
                    rows.add(keys.getObject(1));
                }
            }
            try (PreparedStatement update = connection.prepareStatement(
                    "update " + table + " set " + key + " = " + key + " where " + key + " = ?")) {
                long due = System.nanoTime();
                for (int n = 0; !stopped; n++) {
                    update.setObject(1, rows.get(n % rows.size()));
                    update.executeUpdate();
                    committed.incrementAndGet();
                    due += pause;
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        }
    }

    /** Ends the writing; returns how many changes a second were committed. */
    double stop() throws InterruptedException, ExecutionException {
        stopped = true;
        double seconds = (System.nanoTime() - started) / 1e9;
        for (Future<?> writer : writers) {
            writer.get();
        }
        return committed.get() / seconds;
    }

    @Override
    public void close() {
        stopped = true;
        executor.shutdown();
    }
}
