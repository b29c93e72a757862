package org.yici.app.inbox;

import java.time.Instant;
import java.util.List;
import org.yici.app.identity.User;

/**
 * Something that has entries for inboxes; every Spring bean of this type is asked. It gives a user no more than that user may see, and
 * nothing to users whom it does not concern, quickly: the head of every page counts.
 */
public interface InboxSource {
    /** How many things wait for the user to act. */
    default long waiting(User user) {
        return waiting(user, Integer.MAX_VALUE).size();
    }

    /** What waits for the user to act; the entry is gone once that is done. Longest waiting first, no more than the limit. */
    default List<InboxEntry> waiting(User user, int limit) {
        return List.of();
    }

    /** What happened after a time and concerns the user, in any order. */
    default List<InboxEntry> news(User user, Instant since) {
        return List.of();
    }
}
