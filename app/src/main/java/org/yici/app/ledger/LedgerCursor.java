package org.yici.app.ledger;

/**
 * A place in the list of entries, which goes from the newest to the oldest. A list is continued from an entry's index, so that the last page
 * costs as much as the first.
 *
 * @param index the index of the entry beside which the page begins; it is not on the page itself
 * @param older whether the page goes on to older entries, or back to newer ones
 */
public record LedgerCursor(long index, boolean older) {
    public static LedgerCursor newest() {
        return before(Long.MAX_VALUE);
    }

    /** The entries next older than one. */
    public static LedgerCursor before(long index) {
        return new LedgerCursor(index, true);
    }

    /** The entries next newer than one. */
    public static LedgerCursor after(long index) {
        return new LedgerCursor(index, false);
    }
}
