package org.yici.kernel.linking;

import java.util.Collection;

/**
 * How often values occur among the records that are linked: a rare name that agrees says more than a common one. Filled
 * once, then read by any number of threads.
 */
public final class Frequencies {
    private final LongCounts[][] counts;
    private final long records;

    private Frequencies(LongCounts[][] counts, long records) {
        this.counts = counts;
        this.records = records;
    }

    /** Counts the values of these records. */
    public static Frequencies of(Linker linker, Collection<PreparedRecord> records) {
        return of(linker, records, records.size());
    }

    /**
     * Counts the values of a sample.
     *
     * @param total how many records it was drawn from
     */
    public static Frequencies of(Linker linker, Collection<PreparedRecord> records, long total) {
        LongCounts[][] counts = new LongCounts[linker.fields()][];
        for (int field = 0; field < counts.length; field++) {
            counts[field] = new LongCounts[linker.comparison(field).tokens().size()];
            for (int kind = 0; kind < counts[field].length; kind++) {
                counts[field][kind] = new LongCounts(1024);
            }
        }
        for (PreparedRecord entry : records) {
            for (int field = 0; field < counts.length; field++) {
                Object value = entry.value(field);
                if (value != null) {
                    for (int kind = 0; kind < counts[field].length; kind++) {
                        counts[field][kind].add(linker.comparison(field).token(value, kind), 1);
                    }
                }
            }
        }
        return new Frequencies(counts, total);
    }

    /** Number of records that were counted; the prior follows from it. */
    public long records() {
        return records;
    }

    /** Share of a value among the known ones; at least that of two records, since two of them agree. */
    double share(int field, int kind, long token) {
        LongCounts table = counts[field][kind];
        return Math.max(2, table.count(token)) / (double) Math.max(2, table.total());
    }

    /** Chance that two random records that have a value have the same. */
    double agreement(int field, int kind) {
        return counts[field][kind].agreement();
    }
}
