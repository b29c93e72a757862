package org.yici.kernel.linking.cluster;

import java.util.List;
import java.util.Map;

/**
 * Records that went from one subject to another: one line of the log of clusters. A merge is all records of a subject moving
 * to another; a split is some of them moving to a new one. It can be undone.
 *
 * @param from the subject they were of; empty for records that have just arrived
 * @param to the subject they are of from now on; empty for records that are gone
 * @param records ids in ascending order
 */
public record ClusterChange(Kind kind, String from, String to, List<String> records) {
    /** What a change is, as a steward would call it. */
    public enum Kind {
        /** Records that arrived: a new subject, or one more record of a known one. */
        ARRIVAL,
        /** A subject ceased: all its records went to another. */
        MERGE,
        /** Some records of a subject turned out to be of another, that did not exist before. */
        SPLIT,
        /** Some records of a subject turned out to be of another known one. */
        MOVE,
        /** Records that are gone, or that a strong identifier names now. */
        DEPARTURE
    }

    public ClusterChange {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("A change moves at least one record");
        }
    }

    /** The change that undoes this one. */
    public ClusterChange undone() {
        Kind undoing = switch (kind) {
            case MERGE -> Kind.SPLIT;
            case SPLIT -> Kind.MERGE;
            case MOVE -> Kind.MOVE;
            case ARRIVAL -> Kind.DEPARTURE;
            case DEPARTURE -> Kind.ARRIVAL;
        };
        return new ClusterChange(undoing, to, from, records);
    }

    /**
     * Carries the change out.
     *
     * @param subjects by record id; changed
     * @throws IllegalStateException if a record is not of the subject that this change takes it from
     */
    public void apply(Map<String, String> subjects) {
        for (String id : records) {
            if (!subjects.getOrDefault(id, "").equals(from)) {
                throw new IllegalStateException(
                        "Record " + id + " is of subject " + subjects.get(id) + ", not " + from);
            }
        }
        for (String id : records) {
            if (to.isEmpty()) {
                subjects.remove(id);
            } else {
                subjects.put(id, to);
            }
        }
    }
}
