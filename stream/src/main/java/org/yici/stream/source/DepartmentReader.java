package org.yici.stream.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.yici.stream.change.RowChange;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.LoadStore;

/** Emits what the feeds of its sources read, and tells a feed what is safely written once a checkpoint has completed. */
final class DepartmentReader implements SourceReader<RowChange, DepartmentSplit> {
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final Database platform;
    private final byte[] key;
    private final List<Emitting> feeds = new ArrayList<>();
    private final TreeMap<Long, Map<SourceFeed, Written>> pending = new TreeMap<>();
    private final AtomicReference<CompletableFuture<Void>> available = new AtomicReference<>(new CompletableFuture<>());
    private int next;

    DepartmentReader(Database platform, byte[] key) {
        this.platform = platform;
        this.key = key;
    }

    /** What of a feed has been emitted since the last checkpoint began. */
    private static final class Emitting {
        private final SourceFeed feed;
        private long session;
        private long committed;
        private List<LoadStore.Loaded> loads = new ArrayList<>();

        Emitting(SourceFeed feed) {
            this.feed = feed;
        }
    }

    /** What of a feed a checkpoint covers. */
    private record Written(long session, long committed, List<LoadStore.Loaded> loads) {}

    @Override
    public void start() {
        // Feeds start when their splits come.
    }

    @Override
    public void addSplits(List<DepartmentSplit> splits) {
        for (DepartmentSplit split : splits) {
            feeds.add(new Emitting(new SourceFeed(split.source(), platform, key, this::wake)));
        }
    }

    /** In turn, so that one department's flood does not keep another's change waiting. */
    @Override
    public InputStatus pollNext(ReaderOutput<RowChange> output) {
        for (int i = 0; i < feeds.size(); i++) {
            next = next + 1 >= feeds.size() ? 0 : next + 1;
            Emitting emitting = feeds.get(next);
            Fed fed = emitting.feed.poll();
            if (fed instanceof Fed.Row row) {
                output.collect(row.change());
                return InputStatus.MORE_AVAILABLE;
            } else if (fed instanceof Fed.Committed commit) {
                emitting.committed = Math.max(emitting.committed, commit.end());
                return InputStatus.MORE_AVAILABLE;
            } else if (fed instanceof Fed.Began began) {
                emitting.session = began.session();
                emitting.committed = 0;
                return InputStatus.MORE_AVAILABLE;
            } else if (fed instanceof Fed.LoadEnded ended) {
                emitting.loads.add(ended.load());
                return InputStatus.MORE_AVAILABLE;
            }
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> current = Objects.requireNonNull(available.get());
        if (current.isDone()) {
            current = new CompletableFuture<>();
            available.set(current);
        }
        // Looked at after the future stands, so that what comes in between completes it.
        for (Emitting emitting : feeds) {
            if (!emitting.feed.isEmpty()) {
                return NOW;
            }
        }
        return current;
    }

    private void wake() {
        CompletableFuture<Void> waiting = Objects.requireNonNull(available.get());
        if (!waiting.isDone()) {
            waiting.complete(null);
        }
    }

    @Override
    public List<DepartmentSplit> snapshotState(long checkpoint) {
        Map<SourceFeed, Written> covered = new HashMap<>();
        List<DepartmentSplit> splits = new ArrayList<>();
        for (Emitting emitting : feeds) {
            covered.put(emitting.feed, new Written(emitting.session, emitting.committed, emitting.loads));
            emitting.loads = new ArrayList<>();
            splits.add(new DepartmentSplit(emitting.feed.name()));
        }
        pending.put(checkpoint, covered);
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        Map<Long, Map<SourceFeed, Written>> done = pending.headMap(checkpoint, true);
        // A checkpoint that failed is covered by the next one that completes.
        done.values()
                .forEach(covered -> covered.forEach(
                        (feed, written) -> feed.acknowledge(written.session(), written.committed(), written.loads())));
        done.clear();
    }

    @Override
    public void notifyNoMoreSplits() {
        // New databases may be registered at any time.
    }

    @Override
    public void close() {
        feeds.parallelStream().forEach(emitting -> emitting.feed.close());
    }
}
