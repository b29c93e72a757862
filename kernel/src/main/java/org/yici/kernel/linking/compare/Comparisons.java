package org.yici.kernel.linking.compare;

import java.util.Map;
import java.util.TreeSet;

/** The kinds of comparison that a model may name. */
public final class Comparisons {
    private static final Map<String, FieldComparison<?>> KINDS = Map.ofEntries(
            Map.entry("citizen_identity", new CitizenIdentity()),
            Map.entry("chinese_name", new ChineseName()),
            Map.entry("chinese_address", new ChineseAddress()),
            Map.entry("phone", new Phone()),
            Map.entry("company_code", new CompanyCode()),
            Map.entry("company_name", new CompanyName()),
            Map.entry("company_branch", new CompanyBranch()),
            Map.entry("date", new Date()),
            Map.entry("text", new PlainText()),
            Map.entry("word", new Word()),
            Map.entry("name_pair", new NamePair()),
            Map.entry("email", new Email()),
            Map.entry("british_place", new BritishPlace()));

    private Comparisons() {}

    /** @throws IllegalArgumentException if there is no such kind, naming those that there are */
    @SuppressWarnings("unchecked")
    public static FieldComparison<Object> of(String kind) {
        FieldComparison<?> comparison = KINDS.get(kind);
        if (comparison == null) {
            throw new IllegalArgumentException("There is no comparison '" + kind + "'; known are "
                    + String.join(", ", new TreeSet<>(KINDS.keySet())));
        }
        // A value that a comparison prepared only ever comes back to the same comparison.
        return (FieldComparison<Object>) comparison;
    }
}
