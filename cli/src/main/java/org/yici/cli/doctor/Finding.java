package org.yici.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What was found about one thing.
 *
 * @param what the thing and how it is
 * @param remedy what to do about it; null if it is good
 */
public record Finding(Level level, String what, @Nullable String remedy) {
    /** How bad it is. */
    public enum Level {
        GOOD,
        /** The platform works, but somebody should look. */
        WARNING,
        /** The platform does not start, or loses what it promises. */
        FAULT
    }

    static Finding good(String what) {
        return new Finding(Level.GOOD, what, null);
    }

    static Finding warning(String what, String remedy) {
        return new Finding(Level.WARNING, what, remedy);
    }

    static Finding fault(String what, String remedy) {
        return new Finding(Level.FAULT, what, remedy);
    }

    static Finding faultUnless(boolean holds, String what, String remedy) {
        return holds ? good(what) : fault(what, remedy);
    }
}
