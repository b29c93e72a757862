package org.yici.kernel.ledger;

import java.util.Locale;

/** What the proof of a receipt comes to. */
public sealed interface Verification {
    /**
     * The entry is in the log, which signed for it.
     *
     * @param entry the leaf's content, canonical JSON
     * @param index the leaf's index
     * @param size how many entries the log had at the receipt's checkpoint
     * @param root the log's root at that size
     * @param origin name of the log
     */
    record Verified(String entry, long index, long size, Hash root, String origin) implements Verification {}

    /**
     * The receipt proves nothing.
     *
     * @param reason what is wrong
     * @param message the same for a reader, in English
     */
    record Refuted(Reason reason, String message) implements Verification {}

    /** Why a receipt proves nothing. */
    enum Reason {
        /** The file is not a receipt as the ledger writes it. */
        MALFORMED,
        /** The key is not a verifier key. */
        MALFORMED_KEY,
        /** The checkpoint is not signed by this key. */
        UNKNOWN_KEY,
        /** The checkpoint was altered, or its signature. */
        BAD_SIGNATURE,
        /** The checkpoint is of another log than the key. */
        OTHER_LOG,
        /** The entry, its index or its path do not lead to the checkpoint's root. */
        ENTRY_NOT_IN_LOG,
        /** The entry is in the log, but it is not about this answer. */
        OTHER_ANSWER;

        /** The name as it is shown: {@code entry-not-in-log}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
