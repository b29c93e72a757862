package org.yici.kernel.cleaning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a raw record: standard values, or the first rule that it failed. */
public sealed interface Cleaning {
    /**
     * The record passed.
     *
     * @param values one entry an item, in the order of the resource's items, in standard text form: dates ISO 8601, points in
     *     time ISO 8601 in UTC, booleans {@code true} or {@code false}, decimals with two places and a point, codes raw; null
     *     where the record holds no value
     * @param unusable the raw value of the strong identifier that names the subject, if it broke a rule and the resource can be
     *     linked without it; its entry in {@code values} is null
     */
    record Cleaned(List<@Nullable String> values, @Nullable String unusable) implements Cleaning {
        public Cleaned(List<@Nullable String> values) {
            this(values, null);
        }
    }

    /**
     * The record failed a rule and belongs into quarantine.
     *
     * @param rule {@code citizen-id.check}, {@code required}, {@code date.invalid} …
     * @param item name of the item that it failed at
     * @param value the raw value that failed, null if none was there
     */
    record Rejected(String rule, String item, @Nullable String value) implements Cleaning {}
}
