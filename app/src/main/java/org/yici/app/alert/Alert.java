package org.yici.app.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator must know.
 *
 * @param rule id of the rule that raised it, {@code source-away}; the message {@code alert.<rule>} says it
 * @param subject of what it is said: a source, a folder, a rule; empty if there is but one
 * @param remedy key of the message that says what to do
 * @param arguments of the messages after the subject, as measured last
 * @param raisedAt when it was raised
 * @param clearedAt when it was cleared, null while it is open
 * @param acknowledgedAt when an operator took note of it
 * @param acknowledgedBy name of the operator's account
 */
public record Alert(
        long id,
        String rule,
        String subject,
        String remedy,
        List<String> arguments,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy) {
    public Alert {
        arguments = List.copyOf(arguments);
    }

    public boolean open() {
        return clearedAt == null;
    }

    public boolean acknowledged() {
        return acknowledgedAt != null;
    }
}
