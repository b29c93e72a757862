package org.yici.stream.source;

import org.yici.stream.change.Change;
import org.yici.stream.platform.SourceStore;

/** What a feed hands to the reader, in the order in which it must be acknowledged. */
sealed interface Fed {
    record Row(Change change) implements Fed {}

    /** All changes of a commit have been handed over; its end in the log. */
    record Committed(long end) implements Fed {}

    /** All rows of a load have been handed over. */
    record LoadEnded(SourceStore.Loaded load) implements Fed {}
}
