package org.yici.stream.source;

import org.yici.stream.change.RowChange;
import org.yici.stream.platform.LoadStore;

/** What a feed hands to the reader, in the order in which it must be acknowledged. */
sealed interface Fed {
    /** Bytes of memory, about. */
    default long size() {
        return 64;
    }

    record Row(RowChange change, long size) implements Fed {
        Row(RowChange change) {
            this(change, change.size());
        }
    }

    /** All changes of a commit have been handed over; its end in the log. */
    record Committed(long end) implements Fed {}

    /** All rows of a load have been handed over. */
    record LoadEnded(LoadStore.Loaded load) implements Fed {}

    /** From here on positions are those of another session, which may be with another server. */
    record Began(long session) implements Fed {}
}
