package org.yici.app.alert;

import java.util.List;

/**
 * What a rule sees of one subject.
 *
 * @param subject a source, a folder; empty if there is but one
 * @param remedy key of the message that says what to do
 * @param arguments of the messages, language-neutral: codes, and figures with their unit
 */
public record Observation(String subject, Level level, String remedy, List<String> arguments) {
    public Observation {
        arguments = List.copyOf(arguments);
    }

    /** Where the observed value is. Between the two limits an alert stays as it is. */
    public enum Level {
        /** Beyond the limit at which an alert is raised. */
        OVER,
        BETWEEN,
        /** Within the limit at which it is cleared. */
        UNDER;

        /** A value that should be small. */
        static Level of(double value, double raise, double clear) {
            return value >= raise ? OVER : value < clear ? UNDER : BETWEEN;
        }
    }
}
