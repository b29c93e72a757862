package org.yici.app.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * One line of an inbox.
 *
 * @param id names the entry for ever, so that a read mark finds it: {@code task:<id>}
 * @param at since when it waits, or when it happened last
 * @param key message key of what is to be done or happened
 * @param arguments the message's arguments
 * @param about what it is about: a service item's name, a source's
 * @param reference number under which people know that, or null
 * @param department code of the department that did it, or null
 * @param href page of the platform where to act or look
 * @param action message key of what that link says; it has the same arguments
 */
public record InboxEntry(
        String id,
        Instant at,
        String key,
        List<Label> arguments,
        Label about,
        @Nullable String reference,
        @Nullable String department,
        String href,
        String action) {
    public InboxEntry {
        arguments = List.copyOf(arguments);
    }
}
