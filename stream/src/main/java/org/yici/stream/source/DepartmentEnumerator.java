package org.yici.stream.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yici.stream.platform.Database;
import org.yici.stream.platform.Session;
import org.yici.stream.platform.SourceStore;

/** Looks every second which databases are registered, and gives each new one to the reader that has fewest. */
final class DepartmentEnumerator implements SplitEnumerator<DepartmentSplit, List<String>> {
    private static final Logger log = LoggerFactory.getLogger(DepartmentEnumerator.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final SplitEnumeratorContext<DepartmentSplit> context;
    private final Session session;
    private final Set<String> assigned;
    private final Set<String> waiting = new TreeSet<>();
    private final Map<Integer, Integer> load = new HashMap<>();

    DepartmentEnumerator(Database platform, SplitEnumeratorContext<DepartmentSplit> context, List<String> assigned) {
        this.context = context;
        this.session = new Session(platform);
        this.assigned = new TreeSet<>(assigned);
    }

    @Override
    public void start() {
        context.callAsync(new SourceStore(session)::names, this::found, 0, PERIOD_MILLIS);
    }

    private void found(@Nullable List<String> names, @Nullable Throwable problem) {
        if (names == null) {
            log.warn("The platform's list of sources cannot be read: {}", problem == null ? "" : problem.getMessage());
            return;
        }
        for (String name : names) {
            if (!assigned.contains(name)) {
                waiting.add(name);
            }
        }
        assign();
    }

    private void assign() {
        Set<Integer> readers = context.registeredReaders().keySet();
        if (readers.size() < context.currentParallelism()) {
            return;
        }
        for (String name : waiting) {
            int reader = readers.stream()
                    .min((a, b) -> {
                        int byLoad = load.getOrDefault(a, 0) - load.getOrDefault(b, 0);
                        return byLoad != 0 ? byLoad : a - b;
                    })
                    .orElseThrow();
            load.merge(reader, 1, Integer::sum);
            assigned.add(name);
            context.assignSplit(new DepartmentSplit(name), reader);
        }
        waiting.clear();
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        // Readers get their splits unasked.
    }

    @Override
    public void addSplitsBack(List<DepartmentSplit> splits, int reader) {
        load.remove(reader);
        for (DepartmentSplit split : splits) {
            assigned.remove(split.source());
            waiting.add(split.source());
        }
    }

    @Override
    public void addReader(int reader) {
        assign();
    }

    @Override
    public List<String> snapshotState(long checkpoint) {
        return List.copyOf(assigned);
    }

    @Override
    public void close() {
        session.close();
    }
}
