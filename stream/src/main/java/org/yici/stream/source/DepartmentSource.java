package org.yici.stream.source;

import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.yici.stream.change.RowChange;
import org.yici.stream.platform.Database;

/**
 * All department databases that the platform knows, as one Flink source with one split a database. A database registered while the
 * job runs joins within a second; one that is taken off the list stays until the job starts anew.
 *
 * <p>A source's position is its replication slot, which is advanced when a checkpoint has completed and thus everything before it is
 * written. So the job loses nothing when it starts without any state of Flink's, and repeats at most what the registries' guard
 * recognises as known.
 */
public final class DepartmentSource implements Source<RowChange, DepartmentSplit, List<String>> {
    private static final long serialVersionUID = 1L;

    private final Database platform;
    private final byte[] key;

    /** @param key the platform's key, under which departments' passwords are sealed */
    public DepartmentSource(Database platform, byte[] key) {
        this.platform = platform;
        this.key = key.clone();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<DepartmentSplit, List<String>> createEnumerator(
            SplitEnumeratorContext<DepartmentSplit> context) {
        return restoreEnumerator(context, List.of());
    }

    @Override
    public SplitEnumerator<DepartmentSplit, List<String>> restoreEnumerator(
            SplitEnumeratorContext<DepartmentSplit> context, List<String> assigned) {
        return new DepartmentEnumerator(platform, context, assigned);
    }

    @Override
    public SourceReader<RowChange, DepartmentSplit> createReader(SourceReaderContext context) {
        return new DepartmentReader(platform, key);
    }

    @Override
    public SimpleVersionedSerializer<DepartmentSplit> getSplitSerializer() {
        return new Names<>(split -> List.of(split.source()), names -> new DepartmentSplit(names.get(0)));
    }

    @Override
    public SimpleVersionedSerializer<List<String>> getEnumeratorCheckpointSerializer() {
        return new Names<>(names -> names, names -> names);
    }
}
