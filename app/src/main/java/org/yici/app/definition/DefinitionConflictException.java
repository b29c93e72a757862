package org.yici.app.definition;

import org.yici.kernel.resource.Label;

/**
 * A definition does not stand as whoever acts on it believes: somebody else has changed, submitted or published it meanwhile. The message is in
 * English; {@link #told} is in both languages.
 */
public class DefinitionConflictException extends RuntimeException {
    private final transient Label told;

    DefinitionConflictException(Label told) {
        super(told.en());
        this.told = told;
    }

    /** How it stands. */
    public Label told() {
        return told;
    }
}
