package org.yici.stream.source;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One department database. It carries no position: that is the replication slot.
 *
 * @param source the source's name
 */
record DepartmentSplit(String source) implements SourceSplit {
    @Override
    public String splitId() {
        return source;
    }
}
