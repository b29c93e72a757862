package org.yici.app.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.User;
import org.yici.app.store.Page;

/** What operators are alerted to, now and before. */
public interface Alerts {
    /** The rule upon sources of which nothing comes in. */
    String SOURCE_AWAY = "source-away";

    /** The alerts that stand now, newest first. */
    List<Alert> open();

    /** The alerts that were cleared, those cleared last first. */
    Page<Alert> past(int page, int size);

    /**
     * An operator takes note of an alert; a leaf of the ledger. It stays open until its rule clears it. The first who does counts.
     *
     * @throws java.util.NoSuchElementException if there is no such alert
     */
    void acknowledge(User operator, long id);

    /** The rules with their limits, in the order in which they are evaluated. */
    List<Rule> rules();

    /** How the last evaluation went. */
    Evaluation lastEvaluation();

    /**
     * A rule.
     *
     * @param id names the message {@code alert.rule.<id>}, which says what it watches
     * @param limit argument of that message, with its unit
     */
    record Rule(String id, String limit) {}

    /**
     * An evaluation of all rules.
     *
     * @param at when the last one was finished, null if there was none since the platform started
     * @param overdue whether that is too long ago: then nobody is alerted to anything
     */
    record Evaluation(@Nullable Instant at, boolean overdue) {}
}
