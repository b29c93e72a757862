package org.yici.app.ledger;

import java.util.List;

/**
 * A part of the list of entries.
 *
 * @param content newest first
 * @param newer whether there are newer ones
 * @param older whether there are older ones
 */
public record LedgerSlice(List<LedgerEntry> content, boolean newer, boolean older) {
    public LedgerSlice {
        content = List.copyOf(content);
    }
}
