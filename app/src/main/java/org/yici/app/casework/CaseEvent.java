package org.yici.app.casework;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param at when
 * @param key message key of what: {@code case.event.accepted}
 * @param arguments the message's arguments
 * @param actor who did it, as people read it
 * @param department code of the department that did it, if one
 * @param step id of the step of the process that it is about, if one
 * @param routine whether it is the platform's own: evidence that was retrieved, time that stands still
 * @param leaf index of the leaf that proves it
 */
public record CaseEvent(
        Instant at,
        String key,
        List<String> arguments,
        String actor,
        @Nullable String department,
        @Nullable String step,
        boolean routine,
        @Nullable Long leaf) {}
