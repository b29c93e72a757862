package org.yici.app.casework;

import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * Something that is no longer as it was when the evidence was retrieved.
 *
 * @param material id of the material, or of the step whose register refused; {@code other-party} for {@link Kind#OTHER_PARTY}
 * @param label name of it
 * @param kind what happened
 * @param item name of the item, null if the change is not about one item
 * @param itemLabel name of the item, for people
 * @param before what the case was built on; null if there was nothing or the user may not see it
 * @param after what the provider holds now; null if it holds nothing or the user may not see it
 * @param text all of that in one sentence, in the language of the request
 */
public record EvidenceChange(
        String material,
        Label label,
        Kind kind,
        @Nullable String item,
        @Nullable Label itemLabel,
        @Nullable String before,
        @Nullable String after,
        String text) {
    /** What happened. */
    public enum Kind {
        /** An item has another value. */
        VALUE,
        /** A record has changed at its provider in an item whose value is masked. */
        BEHIND_MASK,
        /** The record that the case is about is gone. */
        GONE,
        /** There are more or fewer records. */
        COUNT,
        /** A record's last day has passed. */
        EXPIRED,
        /** Whoever acts for the company is no longer its representative. */
        REPRESENTATION,
        /** The department's register refused the entry. */
        REGISTER,
        /** A consent that is needed was revoked or has run out. */
        CONSENT,
        /** Something about another party, of which the viewer is told no more. */
        OTHER_PARTY
    }
}
