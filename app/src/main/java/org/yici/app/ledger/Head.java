package org.yici.app.ledger;

import org.yici.kernel.ledger.Hash;

/**
 * The log at its newest checkpoint.
 *
 * @param size how many entries
 * @param root the root of their tree
 * @param note the checkpoint, signed
 */
record Head(long size, Hash root, String note) {
    /** Name of the log that signed it. */
    String log() {
        return note.lines().findFirst().orElse("");
    }
}
