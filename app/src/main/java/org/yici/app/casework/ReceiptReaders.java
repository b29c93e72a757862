package org.yici.app.casework;

import org.jspecify.annotations.Nullable;
import org.yici.app.identity.User;

/**
 * Who may read the entry of a leaf, and with it the receipt: its subject, the department it was done for, whose own page of its case names it,
 * and auditors. That a leaf is in the log anybody may prove without reading it.
 */
@FunctionalInterface
public interface ReceiptReaders {
    /**
     * Whether somebody may read it.
     *
     * @param user null if nobody is signed in
     */
    boolean mayRead(@Nullable User user, long index);
}
