package org.yici.app.collection;

import org.yici.kernel.resource.Label;

/**
 * A department's database cannot be asked now. The message says what it or the network answered, in English; {@link #told} in both languages.
 */
public class SourceAwayException extends RuntimeException {
    private final transient Label told;

    SourceAwayException(Label told) {
        super(told.en());
        this.told = told;
    }

    SourceAwayException(Label told, Throwable cause) {
        super(told.en(), cause);
        this.told = told;
    }

    /** What was answered, or why nothing was asked. */
    public Label told() {
        return told;
    }
}
