package org.yici.stream.source;

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
import org.yici.stream.platform.PlanBook;
import org.yici.stream.platform.Session;

/** Newly published editions, looked for every second; meant for one reader, whose output is broadcast. */
public final class PlanSource implements Source<PlanBook.Entry, DepartmentSplit, List<String>> {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(PlanSource.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final Database platform;

    public PlanSource(Database platform) {
        this.platform = platform;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<PlanBook.Entry, DepartmentSplit> createReader(SourceReaderContext context) {
        return new Reader(platform);
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

    private static final class Reader implements SourceReader<PlanBook.Entry, DepartmentSplit> {
        private final Session session;
        private final PlanBook book = new PlanBook();
        private final Deque<PlanBook.Entry> fresh = new ArrayDeque<>();
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "collect-plans");
            thread.setDaemon(true);
            return thread;
        });
        private CompletableFuture<Void> nextLook = CompletableFuture.completedFuture(null);

        Reader(Database platform) {
            this.session = new Session(platform);
        }

        @Override
        public void start() {
            // The first poll looks at once.
        }

        @Override
        public InputStatus pollNext(ReaderOutput<PlanBook.Entry> output) {
            if (fresh.isEmpty() && nextLook.isDone()) {
                look();
            }
            PlanBook.Entry entry = fresh.poll();
            if (entry == null) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            output.collect(entry);
            return fresh.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
        }

        private void look() {
            try {
                fresh.addAll(session.transact(book::refresh));
            } catch (SQLException e) {
                log.warn("Published editions cannot be read: {}", e.getMessage());
            }
            CompletableFuture<Void> look = new CompletableFuture<>();
            nextLook = look;
            clock.schedule(() -> look.complete(null), PERIOD_MILLIS, TimeUnit.MILLISECONDS);
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
            throw new IllegalStateException("Plans have no splits");
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
