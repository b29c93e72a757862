package org.yici.app.definition;

/** A definition does not stand as whoever acts on it believes: somebody else has changed, submitted or published it meanwhile. */
public class DefinitionConflictException extends RuntimeException {
    DefinitionConflictException(String message) {
        super(message);
    }
}
