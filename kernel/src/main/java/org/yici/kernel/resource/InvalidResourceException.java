package org.yici.kernel.resource;

/** An entry of the catalogue contradicts itself. The message is in English; {@link #told} is in both languages. */
public class InvalidResourceException extends IllegalArgumentException {
    private final transient Label told;

    public InvalidResourceException(Label told) {
        super(told.en());
        this.told = told;
    }

    /** What is wrong. */
    public Label told() {
        return told;
    }
}
