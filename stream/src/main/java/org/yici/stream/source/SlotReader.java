package org.yici.stream.source;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.stream.change.RowChange;
import org.yici.stream.change.Shape;
import org.yici.stream.platform.SourceStore.Mark;
import org.yici.stream.platform.SourceStore.Registered;

/** A thread that reads a source's replication slot into the feed's queue until it is closed or fails. */
final class SlotReader implements PgOutput.Listener, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SlotReader.class);
    private static final String IN_USE = "55006";
    private static final int STATUS_MILLIS = 500;
    private static final int LONGEST_IDLE_MILLIS = 5;

    private final Registered source;
    private final FeedQueue queue;
    private final Doubts doubts;
    private final Loads loads;
    private final Commits commits = new Commits();
    private final TextDecoder texts;
    private final PgOutput decoder;
    private final Thread thread;
    private volatile @Nullable Connection replication;
    private volatile @Nullable PGReplicationStream stream;
    private volatile @Nullable Throwable failure;
    private volatile boolean waiting;
    private volatile boolean reading;
    private volatile boolean closed;
    private volatile @Nullable Connection rereading;

    /** Is told what the log does not tell in full, before anything later is handed over. */
    interface Doubts {
        /** The slot stands here, beyond what is known to be written. */
        void gap(long confirmed) throws SQLException;

        /** @see PgOutput.Listener#undecodable */
        void undecodable(@Nullable Watched table, long position, int sequence, byte[] message, String reason)
                throws SQLException;
    }

    /**
     * @param applied up to here everything is known to be written
     * @param mark the last commit that is; null if none is known
     */
    SlotReader(
            Registered source,
            long applied,
            @Nullable Mark mark,
            Supplier<WantedTables> wanted,
            TextDecoder texts,
            FeedQueue queue,
            Loads loads,
            Doubts doubts) {
        this.source = source;
        this.queue = queue;
        this.doubts = doubts;
        this.loads = loads;
        this.texts = texts.another();
        this.decoder = new PgOutput(source.name(), wanted, this.texts, this);
        this.thread = new Thread(() -> run(applied, mark), "collect-log-" + source.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** What was read and is not yet known to be written. */
    Commits commits() {
        return commits;
    }

    /** Lets the server throw away log up to here. */
    void acknowledge(long position) {
        PGReplicationStream current = stream;
        if (current != null && !commits.areUnrecognised()) {
            LogSequenceNumber number = LogSequenceNumber.valueOf(position);
            current.setAppliedLSN(number);
            current.setFlushedLSN(number);
        }
    }

    /** Up to here the server has said that there is something to read: the end of a transaction that is being read as well. */
    long announced() {
        return Math.max(received(), decoder.position());
    }

    /** Everything committed before this place has been handed over; 0 if that is not known. */
    long received() {
        PGReplicationStream current = stream;
        return current == null ? 0 : current.getLastReceiveLSN().asLong();
    }

    /** Whether another process holds the slot, as the server believes for a while after this job was killed. */
    boolean waiting() {
        return waiting;
    }

    /** Whether the slot has been taken over. */
    boolean reading() {
        return reading;
    }

    /** Why it ended; null as long as it runs. */
    @Nullable
    Throwable failure() {
        Throwable cause = failure;
        return cause != null || closed || thread.isAlive()
                ? cause
                : new IllegalStateException("The thread that reads the log of " + source.name() + " has ended");
    }

    private void run(long applied, @Nullable Mark mark) {
        try {
            PGReplicationStream current = open(applied, mark);
            reading = true;
            int idle = 0;
            while (!closed && !commits.areOfAnotherHistory()) {
                // Only within a transaction is there certainly more to come. Elsewhere waiting for it would keep the
                // driver
                // from telling the server what is written.
                ByteBuffer message = decoder.inTransaction() ? current.read() : current.readPending();
                if (message != null) {
                    decoder.decode(message);
                    idle = 0;
                } else {
                    idle = Math.min(idle + 1, LONGEST_IDLE_MILLIS);
                    TimeUnit.MILLISECONDS.sleep(idle);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        } catch (Throwable e) {
            // An error too, such as too little memory for one row: it must not end the reading unnoticed.
            failure = e;
            if (!closed && !(e instanceof SQLException)) {
                log.error("{}: reading the log broke", source.name(), e);
            }
        } finally {
            stream = null;
            Closing.close(replication);
            Closing.close(rereading);
        }
    }

    private PGReplicationStream open(long applied, @Nullable Mark mark) throws SQLException, InterruptedException {
        while (true) {
            Connection connection = source.database().connectForReplication(texts.raw());
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
                        // The platform's database must know first what the slot is told.
                        .withAutomaticFlush(false)
                        .start();
                // Held by this connection, the slot stays as it is while it is looked at.
                long confirmed = Department.confirmed(another(), source.slot());
                if (confirmed > applied) {
                    doubts.gap(confirmed);
                }
                commits.expect(mark, confirmed);
                waiting = false;
                stream = opened;
                return opened;
            } catch (SQLException e) {
                Closing.close(connection);
                if (closed || !IN_USE.equals(e.getSQLState())) {
                    throw e;
                }
                waiting = true;
                Department.endOwnReader(another(), source.slot());
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    @Override
    public void change(Watched table, RowChange change) throws InterruptedException {
        // Before it is handed over: a load looks for it after it has handed over its own row.
        loads.changed(table, change);
        queue.put(new Fed.Row(change));
    }

    @Override
    public void committed(long end, long at) throws InterruptedException {
        commits.read(end, at);
        queue.put(new Fed.Committed(end));
    }

    @Override
    public void doubtful(Watched table, long position, String reason) throws SQLException {
        loads.doubt(table, position, reason);
    }

    @Override
    public void undecodable(@Nullable Watched table, long position, int sequence, byte[] message, String reason)
            throws SQLException {
        doubts.undecodable(table, position, sequence, message, reason);
    }

    @Override
    public long from(Watched table) {
        return loads.from(table.name());
    }

    private Connection another() throws SQLException {
        Connection connection = rereading;
        if (connection == null || connection.isClosed()) {
            connection = source.database().connect();
            rereading = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '2s'");
            }
        }
        return connection;
    }

    @Override
    public @Nullable String @Nullable [] readAgain(Shape shape, Watched table, @Nullable String[] row)
            throws SQLException, UndecodableException {
        String columns = shape.columns().stream().map(SlotReader::quoted).collect(Collectors.joining("::text, "));
        List<String> key = table.table().key();
        String where = key.stream().map(column -> quoted(column) + " = ?").collect(Collectors.joining(" and "));
        try (PreparedStatement select = another()
                .prepareStatement("select " + columns + "::text from " + TableLoad.from(table) + " where " + where)) {
            for (int i = 0; i < key.size(); i++) {
                // Of no stated type, so that the server takes it for the column's and its index serves.
                select.setObject(i + 1, row[shape.columns().indexOf(key.get(i))], Types.OTHER);
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
        } catch (SQLException e) {
            // A lock that is held for long passes too, but until then nobody's changes would be read.
            if (FeedException.passing(e) && !FeedException.locked(e)) {
                throw e;
            }
            throw new UndecodableException(
                    "A large value that the update left alone cannot be read from the table: " + e.getMessage());
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        closed = true;
        Closing.abort(replication);
        Closing.abort(rereading);
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
