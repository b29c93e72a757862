package org.yici.app.collection;

import java.time.Instant;
import java.util.List;
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

    /** How many records are in quarantine now. */
    long openQuarantine();

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
     */
    record SourceState(
            Source source,
            String state,
            @Nullable String message,
            long loadedRows,
            @Nullable Long expectedRows,
            @Nullable Instant loadedAt,
            @Nullable Instant arrivedAt,
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

    /** Which part of the quarantine; null means any. */
    record QuarantineFilter(
            @Nullable String source,
            @Nullable String rule,
            @Nullable String state) {}
}
