package org.yici.app.service;

import org.jspecify.annotations.Nullable;

/** What a value is that a step told or a case brought, so that pages show it as people read it. */
public enum ValueType {
    TEXT,
    /** Yuan. */
    MONEY,
    /** A date of ISO 8601, or {@link org.yici.kernel.resource.Item#WITHOUT_END}. */
    DATE,
    /** A time with its offset, ISO 8601. */
    TIME,
    /** Seconds, one decimal place. */
    SECONDS;

    /** What holds where an item says nothing. */
    static ValueType orText(@Nullable ValueType given) {
        return given == null ? TEXT : given;
    }
}
