package org.yici.app.casework;

/** A colleague has claimed the task. */
public final class HeldException extends IllegalCaseStateException {
    private static final long serialVersionUID = 1;

    private final String holder;

    public HeldException(String holder) {
        super(holder + " has claimed this task; it can be handed over to you");
        this.holder = holder;
    }

    /** The colleague's name. */
    public String holder() {
        return holder;
    }
}
