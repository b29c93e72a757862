package org.yici.app.ledger;

/**
 * Something in the stored log that is not as it was written.
 *
 * @param kind what kind of thing
 * @param from index of the first entry it touches; for a checkpoint, its size
 * @param to index after the last entry it touches
 * @param message what and where, in English, for the operator
 */
public record AuditFinding(Kind kind, long from, long to, String message) {
    /** What can be wrong. */
    public enum Kind {
        /** An entry's text was altered. */
        ENTRY_ALTERED,
        /** An entry's stored hash was altered; its text is as it was written. */
        LEAF_HASH_ALTERED,
        /** Entries were altered or exchanged together with their hashes. */
        ENTRIES_REWRITTEN,
        /** Entries are not there. */
        ENTRY_MISSING,
        /** A column for look-up says something else than the entry. */
        COLUMN_ALTERED,
        /** A stored inner hash was altered. */
        NODE_ALTERED,
        /** An inner hash is not there. */
        NODE_MISSING,
        /** An inner hash is stored where the tree has none. */
        NODE_STRAY,
        /** A checkpoint's row or signature was altered. */
        CHECKPOINT_ALTERED,
        /** Entries, hashes and tree were rewritten together: what was signed is no longer there. */
        TREE_REWRITTEN,
        /** Entries lie beyond what any checkpoint signs for. */
        NOT_SIGNED,
        /** A head that somebody holds is of another log. */
        OTHER_LOG,
        /** A head that somebody holds is of a longer log. */
        CUT_OFF,
        /** A head that somebody holds is of a log that was lost, with entries that were not restored. */
        LOST
    }
}
