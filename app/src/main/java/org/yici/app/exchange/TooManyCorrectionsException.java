package org.yici.app.exchange;

/** A person asks again for a correction that is open already, or has too many open. */
public class TooManyCorrectionsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean sameItem;

    TooManyCorrectionsException(boolean sameItem) {
        super(
                sameItem
                        ? "A correction of this item is asked for already; withdraw it to ask for another"
                        : "At most " + Corrections.MOST_OPEN
                                + " requests for correction are open at once; withdraw one first");
        this.sameItem = sameItem;
    }

    /** Whether it is the same item of the same record; else it is too many in all. */
    public boolean sameItem() {
        return sameItem;
    }
}
