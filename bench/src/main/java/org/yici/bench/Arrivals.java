package org.yici.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Watches records come out at the other end. */
final class Arrivals {
    private static final int WRITERS = 4;
    private static final long PATIENCE_SECONDS = 180;
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final Servers servers;

    Arrivals(Servers servers) {
        this.servers = servers;
    }

    /**
     * Waits until a count is reached.
     *
     * @return records a second, from the first that was seen to the last, so that start-up does not count
     */
    double rate(String countSql, long expected) throws SQLException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        long first = 0;
        long firstCount = 0;
        try (Connection connection = servers.platform();
                PreparedStatement select = connection.prepareStatement(countSql)) {
            while (true) {
                long asked = System.nanoTime();
                long count = count(select);
                long now = System.nanoTime();
                if (count > 0 && first == 0) {
                    first = now;
                    firstCount = count;
                }
                if (count >= expected) {
                    return (expected - firstCount) / Math.max(1e-3, (now - first) / 1e9);
                }
                if (now > deadline) {
                    throw new TimeoutException("Only " + count + " of " + expected + " records arrived: " + countSql);
                }
                // Counting costs the server time as well: at most a tenth of it.
                LockSupport.parkNanos(Math.max(SHORTEST_PAUSE, 9 * (now - asked)));
            }
        }
    }

    /**
     * Commits single records at a steady rate and polls the other end for them every few milliseconds.
     *
     * @param visibleSql selects, of keys given as a text array, those that can be read
     * @return from the return of the commit until a reader saw the record
     */
    Percentiles latency(long from, int perSecond, int seconds, String visibleSql)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        Map<String, Long> committed = new ConcurrentHashMap<>();
        AtomicLong next = new AtomicLong(from);
        long records = (long) perSecond * seconds;
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        try {
            long start = System.nanoTime();
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(executor.submit(() -> {
                    commit(next, from, records, perSecond, start, committed);
                    return null;
                }));
            }
            long[] delays = watch(committed, writers, good(from, records), visibleSql);
            for (Future<?> writer : writers) {
                writer.get();
            }
            return Percentiles.ofNanos(delays);
        } finally {
            executor.shutdownNow();
        }
    }

    private void commit(
            AtomicLong next, long from, long records, int perSecond, long start, Map<String, Long> committed)
            throws SQLException {
        try (Connection connection = servers.department();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into " + People.TABLE + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (long n = next.getAndIncrement(); n < from + records; n = next.getAndIncrement()) {
                long due = start + (n - from) * TimeUnit.SECONDS.toNanos(1) / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                String[] values = People.line(n).split("\t");
                insert.setLong(1, n);
                for (int i = 1; i < values.length; i++) {
                    insert.setString(i + 1, values[i].equals("\\N") ? null : values[i]);
                }
                insert.executeUpdate();
                if (!People.bad(n)) {
                    committed.put(Long.toString(n), System.nanoTime());
                }
            }
        }
    }

    private long[] watch(Map<String, Long> committed, List<Future<?>> writers, int expected, String visibleSql)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        long[] delays = new long[expected];
        int seen = 0;
        long deadline = Long.MAX_VALUE;
        try (Connection connection = servers.platform();
                PreparedStatement select = connection.prepareStatement(visibleSql)) {
            while (seen < expected) {
                select.setArray(
                        1, connection.createArrayOf("text", committed.keySet().toArray()));
                try (ResultSet rows = select.executeQuery()) {
                    long now = System.nanoTime();
                    while (rows.next()) {
                        delays[seen++] = now - committed.remove(rows.getString(1));
                    }
                }
                for (Future<?> writer : writers) {
                    if (writer.isDone()) {
                        writer.get();
                    }
                }
                boolean written = writers.stream().allMatch(Future::isDone);
                if (written && deadline == Long.MAX_VALUE) {
                    deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                }
                if (written && committed.isEmpty() && seen < expected || System.nanoTime() > deadline) {
                    throw new TimeoutException("Only " + seen + " of " + expected + " records arrived");
                }
                TimeUnit.MILLISECONDS.sleep(3);
            }
        }
        return delays;
    }

    private static int good(long from, long records) {
        int good = 0;
        for (long n = from; n < from + records; n++) {
            good += People.bad(n) ? 0 : 1;
        }
        return good;
    }

    private static long count(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
