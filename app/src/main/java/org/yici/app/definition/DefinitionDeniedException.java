package org.yici.app.definition;

import org.springframework.security.access.AccessDeniedException;
import org.yici.kernel.resource.Label;

/** A definition is not whose it would have to be for the user's account. The message is in English; {@link #told} is in both languages. */
public class DefinitionDeniedException extends AccessDeniedException {
    private final transient Label told;

    DefinitionDeniedException(Label told) {
        super(told.en());
        this.told = told;
    }

    /** Why it is refused. */
    public Label told() {
        return told;
    }
}
