package org.yici.kernel.cleaning;

import org.jspecify.annotations.Nullable;

/** Brings a value of one item type into its standard text form. */
@FunctionalInterface
interface Standardiser {
    /**
     * @param text not empty, as {@link Characters#normalise} leaves it
     * @return the standard form, or null if the text only says that there is no value
     * @throws BrokenRuleException naming the rule it fails
     */
    @Nullable
    String standardise(String text);
}
