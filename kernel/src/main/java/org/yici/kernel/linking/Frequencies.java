package org.yici.kernel.linking;

import java.util.Collection;
import org.yici.kernel.linking.normalise.Text;

/**
 * How often values occur among the records that are linked: a rare name that agrees says more than a common one. Filled
 * once, then read by any number of threads.
 */
public final class Frequencies {
    /** So many different names at one address or telephone are no household any more: somebody acts for them. */
    private static final int CROWD = 20;

    private final LongCounts[][] counts;
    /** By field, how many different bearers a contact has. */
    private final LongCounts[] bearers;

    private final long records;
    private final double fewer;

    private Frequencies(LongCounts[][] counts, LongCounts[] bearers, long records, double fewer) {
        this.counts = counts;
        this.bearers = bearers;
        this.records = records;
        this.fewer = fewer;
    }

    /**
     * The same counts for records among which duplicates are rarer than where the model was trained.
     *
     * @param bits by how much the prior odds are lower, negative or 0
     */
    Frequencies withFewerDuplicates(double bits) {
        return new Frequencies(counts, bearers, records, bits);
    }

    /** By how many bits the prior is lower than the model's, since hardly any record has a duplicate here. */
    double fewer() {
        return fewer;
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
        return new Frequencies(counts, bearers(linker, records), total, 0);
    }

    private static LongCounts[] bearers(Linker linker, Collection<PreparedRecord> records) {
        LongCounts[] bearers = new LongCounts[linker.fields()];
        for (int field = 0; field < bearers.length; field++) {
            bearers[field] = new LongCounts(64);
            LongCounts pairs = new LongCounts(1024);
            for (PreparedRecord entry : records) {
                Object value = entry.value(field);
                long contact = value == null ? 0 : linker.comparison(field).contact(value);
                long bearer = contact == 0 ? 0 : linker.bearer(entry);
                if (bearer != 0) {
                    long pair = Text.mix(contact * 31 + bearer);
                    if (pairs.count(pair) == 0) {
                        bearers[field].add(contact, 1);
                    }
                    pairs.add(pair, 1);
                }
            }
        }
        return bearers;
    }

    /** Whether very many different people give this one contact: that two records do is no evidence then. */
    boolean isCrowded(int field, long contact, long other) {
        return contact != 0 && contact == other && bearers[field].count(contact) >= CROWD;
    }

    /** Whether both values stand in more than one record: then neither is a slip of the other. */
    boolean areRepeated(int field, long one, long other) {
        return counts[field][0].count(one) > 1 && counts[field][0].count(other) > 1;
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
