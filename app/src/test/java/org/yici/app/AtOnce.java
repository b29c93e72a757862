package org.yici.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.yici.postgres.EmbeddedServer;

/** Several who act in the same moment, for certain: all of them have read what they read before any of them writes. */
public final class AtOnce {
    private AtOnce() {}

    /**
     * Holds a table until all wait, for it or for one another.
     *
     * @param table which they write; reading it is not held up
     */
    public static <T> List<T> write(String table, List<Callable<T>> acts) throws Exception {
        List<Future<T>> begun = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection test = connection();
                Statement statement = test.createStatement()) {
            test.setAutoCommit(false);
            statement.execute("lock table " + table + " in exclusive mode");
            acts.forEach(act -> begun.add(threads.submit(act)));
            Instant end = Instant.now().plusSeconds(20);
            while (waiting(statement) < acts.size()) {
                assertThat(Instant.now()).as("not all wait for " + table).isBefore(end);
                Thread.onSpinWait();
            }
            test.rollback();
            List<T> results = new ArrayList<>();
            for (Future<T> act : begun) {
                results.add(act.get());
            }
            return results;
        }
    }

    private static long waiting(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(distinct pid) from pg_locks where not granted")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                TestStore.server().url("yici"),
                EmbeddedServer.USER,
                TestStore.server().password());
    }
}
