package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as a person who is named in it sees it.
 *
 * @param resource code of the resource
 * @param provider code of the department that holds it
 * @param record names the record to this person, and to nobody else
 * @param items the items that have a value, in the resource's order
 * @param sourceTime when the department committed it
 * @param arrivedAt when it arrived here
 * @param newerUnread when the department wrote a later version that could not be read, so that this one is not what it holds now; else null
 */
public record OwnRecord(
        String resource,
        String provider,
        String record,
        List<OwnItem> items,
        Instant sourceTime,
        Instant arrivedAt,
        @Nullable Instant newerUnread) {
    public OwnRecord {
        items = List.copyOf(items);
    }

    /**
     * One value.
     *
     * @param name name of the item
     * @param value the value; null if it is withheld
     */
    public record OwnItem(String name, @Nullable String value, State state) {}

    /** How much of a value is shown. */
    public enum State {
        /** All of it: it is about the person, perhaps with others, or does no harm. */
        CLEAR,
        /** A part: it is about somebody else. */
        MASKED,
        /** Nothing: it is about somebody else and of the highest level. */
        WITHHELD
    }
}
