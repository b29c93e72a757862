package org.yici.app.collection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.Page;

/** What is collected, from where, how fast, and what failed a rule. */
public interface Collection {
    /** Registers a department database as a source, or changes how it is reached. */
    void register(Source source, String username, String password);

    /** All sources with their state, by name. */
    List<SourceState> sources();

    /** What flowed in the last {@code seconds} full seconds, oldest first; seconds without a record are absent. */
    List<Flow> flows(int seconds);

    /** Records that failed a rule, newest first. */
    Page<Quarantined> quarantine(QuarantineFilter filter, int page, int size);

    Optional<Quarantined> quarantined(long id);

    /** Since when the oldest record waits that a department must mend; empty if none does. Quick, for every page of a steward asks. */
    Optional<Instant> oldestOpen(String department);

    /**
     * How many records failed a rule, by source. This is the one count of the quarantine: every page, alert and program has its figures
     * from here.
     */
    QuarantineCounts quarantineCounts();

    /**
     * How many records of each source came into quarantine lately and are still there; those of a first load do not count, and sources
     * without one are absent.
     */
    Map<String, Long> quarantineGrowth(Duration within);

    /** Whether a collection job is connected to the platform's database, be it in this process or on a cluster. */
    boolean jobRuns();

    /**
     * A department database.
     *
     * @param name {@code public-security}
     * @param department code of the department
     * @param url JDBC URL
     * @param slot name of the replication slot
     * @param publication name of the publication
     */
    record Source(String name, String department, String url, String slot, String publication) {}

    /**
     * How a source is doing.
     *
     * @param state {@code new}, {@code loading}, {@code catching-up} (what was written while nobody read), {@code streaming},
     *     {@code partial} (a table is stopped, see {@link SourceTables}), {@code unreachable}, {@code slot-lost} or {@code failed}
     * @param message what is wrong, if something is
     * @param loadedRows rows of the newest load that have been read
     * @param expectedRows rows that the newest load has, if known
     * @param loadedAt when the first load was complete
     * @param arrivedAt when the newest load had arrived
     * @param behindSince since when what was written at the source is not all here, be it of some of its tables; null if nothing is behind
     * @param readTo when the last change that is written here was committed at the source; null if that is not known
     */
    record SourceState(
            Source source,
            String state,
            @Nullable String message,
            long loadedRows,
            @Nullable Long expectedRows,
            @Nullable Instant loadedAt,
            @Nullable Instant arrivedAt,
            @Nullable Instant behindSince,
            @Nullable Instant readTo,
            Instant updatedAt) {}

    /**
     * One second of one source's resource.
     *
     * @param lagP50 median milliseconds from the source's commit until readable here
     */
    record Flow(
            Instant at,
            String source,
            String resource,
            int received,
            int written,
            int quarantined,
            int lagP50,
            int lagP99,
            int lagMax) {}

    /**
     * A record that failed a rule.
     *
     * @param department code of the one whose record it is: whatever its source is called
     * @param rule {@code citizen-id.check}
     * @param item name of the item it failed at
     * @param value the value that failed
     * @param record the source record as JSON
     * @param state {@code open}, {@code superseded} (a later version of the record passed) or {@code released}
     */
    record Quarantined(
            long id,
            String resource,
            String source,
            String department,
            String sourceKey,
            String rule,
            @Nullable String item,
            @Nullable String value,
            String record,
            int edition,
            String state,
            Instant sourceTime,
            Instant quarantinedAt,
            @Nullable Instant closedAt) {}

    /**
     * How many records failed a rule.
     *
     * @param open wait in quarantine now
     * @param decided are in quarantine no more: corrected by the department, or released
     */
    record QuarantineCount(long open, long decided) {
        static final QuarantineCount NONE = new QuarantineCount(0, 0);

        /** All since the source was first connected. */
        public long all() {
            return open + decided;
        }

        QuarantineCount plus(QuarantineCount other) {
            return new QuarantineCount(open + other.open, decided + other.decided);
        }
    }

    /** The counts of all sources at one moment. */
    record QuarantineCounts(Map<String, QuarantineCount> bySource) {
        public QuarantineCounts {
            bySource = Map.copyOf(bySource);
        }

        public QuarantineCount of(String source) {
            return bySource.getOrDefault(source, QuarantineCount.NONE);
        }

        public QuarantineCount of(java.util.Collection<String> sources) {
            return sources.stream().map(this::of).reduce(QuarantineCount.NONE, QuarantineCount::plus);
        }

        public QuarantineCount total() {
            return bySource.values().stream().reduce(QuarantineCount.NONE, QuarantineCount::plus);
        }
    }

    /** Which part of the quarantine; null means any. */
    record QuarantineFilter(
            @Nullable String department,
            @Nullable String source,
            @Nullable String rule,
            @Nullable String state) {}
}
