package org.yici.stream.source;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.change.Change;
import org.yici.stream.change.Shape;
import org.yici.stream.platform.SourceStore.Registered;

/** A thread that reads a source's replication slot into the feed's queue until it is closed or fails. */
final class SlotReader implements PgOutput.Listener, AutoCloseable {
    private static final String IN_USE = "55006";
    private static final int STATUS_MILLIS = 500;

    private final Registered source;
    private final FeedQueue queue;
    private final Truncations truncations;
    private final PgOutput decoder;
    private final Thread thread;
    private volatile @Nullable Connection replication;
    private volatile @Nullable PGReplicationStream stream;
    private volatile @Nullable Exception failure;
    private volatile boolean waiting;
    private volatile long told;
    private volatile boolean closed;
    private @Nullable Connection rereading;

    /** Is told of emptied tables before anything later is handed over. */
    interface Truncations {
        void truncated(Shape table, long position) throws SQLException;
    }

    SlotReader(Registered source, Supplier<WantedTables> wanted, FeedQueue queue, Truncations truncations) {
        this.source = source;
        this.queue = queue;
        this.truncations = truncations;
        this.decoder = new PgOutput(source.name(), wanted, this);
        this.thread = new Thread(this::run, "collect-log-" + source.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets the server throw away log up to here. */
    void acknowledge(long position) {
        PGReplicationStream current = stream;
        // Never back: while all is quiet the driver itself advances beyond what was last told here.
        if (current != null && position > told) {
            told = position;
            LogSequenceNumber number = LogSequenceNumber.valueOf(position);
            current.setAppliedLSN(number);
            current.setFlushedLSN(number);
        }
    }

    /** Whether another process holds the slot, as the server believes for a while after this job was killed. */
    boolean waiting() {
        return waiting;
    }

    void rethrow() throws SQLException, FeedException {
        Exception cause = failure;
        if (cause instanceof SQLException e) {
            throw e;
        } else if (cause instanceof FeedException e) {
            throw e;
        } else if (cause != null) {
            throw new IllegalStateException("The log of " + source.name() + " cannot be read", cause);
        }
    }

    private void run() {
        try {
            PGReplicationStream current = open();
            while (!closed) {
                ByteBuffer message = current.read();
                if (message != null) {
                    decoder.decode(message);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (SQLException | FeedException | RuntimeException e) {
            failure = e;
        } finally {
            stream = null;
            closeQuietly(replication);
            closeQuietly(rereading);
        }
    }

    private PGReplicationStream open() throws SQLException, InterruptedException {
        while (true) {
            Connection connection = source.database().connectForReplication();
            replication = connection;
            try {
                PGReplicationStream opened = connection
                        .unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .replicationStream()
                        .logical()
                        .withSlotName(source.slot())
                        .withSlotOption("proto_version", "1")
                        .withSlotOption("publication_names", "\"" + source.publication() + "\"")
                        .withStatusInterval(STATUS_MILLIS, TimeUnit.MILLISECONDS)
                        .start();
                waiting = false;
                stream = opened;
                return opened;
            } catch (SQLException e) {
                closeQuietly(connection);
                if (closed || !IN_USE.equals(e.getSQLState())) {
                    throw e;
                }
                waiting = true;
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    @Override
    public void change(Change change) throws InterruptedException {
        queue.put(new Fed.Row(change));
    }

    @Override
    public void committed(long end) throws InterruptedException {
        queue.put(new Fed.Committed(end));
    }

    @Override
    public void truncated(Shape table, long position) throws SQLException {
        truncations.truncated(table, position);
    }

    @Override
    public @Nullable String @Nullable [] readAgain(Shape shape, SourceTable table, @Nullable String[] row)
            throws SQLException {
        Connection connection = rereading;
        if (connection == null || connection.isClosed()) {
            connection = source.database().connect();
            rereading = connection;
        }
        String columns = shape.columns().stream().map(SlotReader::quoted).collect(Collectors.joining("::text, "));
        String key = table.key().stream().map(column -> quoted(column) + " = ?").collect(Collectors.joining(" and "));
        try (PreparedStatement select = connection.prepareStatement(
                "select " + columns + "::text from " + Department.quoted(table) + " where " + key)) {
            for (int i = 0; i < table.key().size(); i++) {
                // Of no stated type, so that the server takes it for the column's and its index serves.
                select.setObject(i + 1, row[shape.columns().indexOf(table.key().get(i))], Types.OTHER);
            }
            try (ResultSet found = select.executeQuery()) {
                if (!found.next()) {
                    return null;
                }
                @Nullable String[] again = new String[row.length];
                for (int i = 0; i < again.length; i++) {
                    again[i] = found.getString(i + 1);
                }
                return again;
            }
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It was broken already.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection connection = replication;
        if (connection != null) {
            try {
                // The thread may be waiting for the server's next word, which an interrupt does not end.
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It was broken already.
            }
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
