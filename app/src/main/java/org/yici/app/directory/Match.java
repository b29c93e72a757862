package org.yici.app.directory;

/**
 * A public service that a search found, and why.
 *
 * @param words what of the service agreed, for the reader: a part of its name, an everyday word, a name that is nearly the one typed
 */
public record Match(PublicService service, Reason reason, String words) {
    /** Why a service was found, the best first. */
    public enum Reason {
        /** Nothing was searched for: the whole list. */
        LISTED,
        /** The name or the code is what was typed. */
        EXACT,
        /** The name begins with it. */
        PREFIX,
        /** An everyday word for it. */
        SYNONYM,
        /** The name, or that of the main item, has it. */
        CONTAINS,
        /** Hanyu Pinyin, in full or initials. */
        PINYIN,
        /** The department's name has it. */
        DEPARTMENT,
        /** The name nearly has it: one character is wrong, missing or swapped. */
        TYPO
    }
}
