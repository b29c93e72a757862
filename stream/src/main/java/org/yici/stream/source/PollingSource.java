package org.yici.stream.source;

import java.io.Serializable;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.Session;

/** What is new in a table of the platform, looked for at a steady rate; meant for one reader. */
public final class PollingSource<T> implements Source<T, DepartmentSplit, List<String>> {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(PollingSource.class);

    private final Database platform;
    private final String what;
    private final int period;
    private final Poll<T> poll;

    /** Begins to look; what it returns is called again and again and gives what is new since the call before. */
    public interface Poll<T> extends Serializable {
        Session.Work<List<T>> begin();
    }

    /**
     * @param what is looked for, for the log
     * @param period between two looks, in milliseconds
     */
    public PollingSource(Database platform, String what, int period, Poll<T> poll) {
        this.platform = platform;
        this.what = what;
        this.period = period;
        this.poll = poll;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<T, DepartmentSplit> createReader(SourceReaderContext context) {
        return new Reader<>(platform, what, period, poll);
    }

    @Override
    public SplitEnumerator<DepartmentSplit, List<String>> createEnumerator(
            SplitEnumeratorContext<DepartmentSplit> context) {
        return new NoSplits();
    }

    @Override
    public SplitEnumerator<DepartmentSplit, List<String>> restoreEnumerator(
            SplitEnumeratorContext<DepartmentSplit> context, List<String> checkpoint) {
        return new NoSplits();
    }

    @Override
    public SimpleVersionedSerializer<DepartmentSplit> getSplitSerializer() {
        return new Names<>(split -> List.of(split.source()), names -> new DepartmentSplit(names.get(0)));
    }

    @Override
    public SimpleVersionedSerializer<List<String>> getEnumeratorCheckpointSerializer() {
        return new Names<>(names -> names, names -> names);
    }

    private static final class Reader<T> implements SourceReader<T, DepartmentSplit> {
        private final Session session;
        private final String what;
        private final int period;
        private final Poll<T> poll;
        private Session.Work<List<T>> look;
        private final Deque<T> fresh = new ArrayDeque<>();
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "collect-poll");
            thread.setDaemon(true);
            return thread;
        });
        private CompletableFuture<Void> nextLook = CompletableFuture.completedFuture(null);

        Reader(Database platform, String what, int period, Poll<T> poll) {
            this.session = new Session(platform);
            this.what = what;
            this.period = period;
            this.poll = poll;
            this.look = poll.begin();
        }

        @Override
        public void start() {
            // The first poll looks at once.
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) {
            if (fresh.isEmpty() && nextLook.isDone()) {
                look();
            }
            T next = fresh.poll();
            if (next == null) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            output.collect(next);
            return fresh.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
        }

        private void look() {
            try {
                fresh.addAll(session.transact(look));
            } catch (SQLException e) {
                log.warn("{} cannot be read: {}", what, e.getMessage());
                // What the call that failed has taken in is not lost: the next one begins anew.
                look = poll.begin();
            }
            CompletableFuture<Void> after = new CompletableFuture<>();
            nextLook = after;
            clock.schedule(() -> after.complete(null), period, TimeUnit.MILLISECONDS);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return nextLook;
        }

        @Override
        public List<DepartmentSplit> snapshotState(long checkpoint) {
            return List.of();
        }

        @Override
        public void addSplits(List<DepartmentSplit> splits) {
            throw new IllegalStateException("A table is not split");
        }

        @Override
        public void notifyNoMoreSplits() {
            // There never were any.
        }

        @Override
        public void close() {
            clock.shutdownNow();
            session.close();
        }
    }

    private static final class NoSplits implements SplitEnumerator<DepartmentSplit, List<String>> {
        @Override
        public void start() {
            // Nothing to hand out.
        }

        @Override
        public void handleSplitRequest(int reader, @Nullable String host) {
            // Nothing to hand out.
        }

        @Override
        public void addSplitsBack(List<DepartmentSplit> splits, int reader) {
            // There never were any.
        }

        @Override
        public void addReader(int reader) {
            // It works unasked.
        }

        @Override
        public List<String> snapshotState(long checkpoint) {
            return List.of();
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
