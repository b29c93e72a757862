package org.yici.kernel.cleaning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;

/**
 * The cleaning rules of one edition of a resource, compiled once and applied to every raw record. Immutable and safe for use
 * by several threads.
 */
public final class CleaningPlan {
    /** Characters of a value; a longer one is a fault of its source and would burden whoever reads it. */
    public static final int LONGEST = 100_000;

    /** Characters of a value that is too long, in quarantine. */
    private static final int SHOWN = 200;

    private final Resource resource;
    private final int edition;
    private final List<Standardiser> standardisers;
    private final String fingerprint;

    private CleaningPlan(Resource resource, int edition, List<Standardiser> standardisers) {
        this.resource = resource;
        this.edition = edition;
        this.standardisers = standardisers;
        this.fingerprint = fingerprint(resource);
    }

    /**
     * @param edition number of the catalogue entry's edition; provenance of each value cleaned by this plan
     * @throws org.yici.kernel.resource.InvalidResourceException if an item's local codes contradict each other
     */
    public static CleaningPlan compile(Resource resource, int edition) {
        return compile(resource, edition, InstantSource.system());
    }

    /** @param clock by which a birth lies in the future */
    public static CleaningPlan compile(Resource resource, int edition, InstantSource clock) {
        List<Standardiser> standardisers = new ArrayList<>();
        for (Item item : resource.items()) {
            standardisers.add(Standards.of(item, resource.source().zoneId(), clock));
        }
        return new CleaningPlan(resource, edition, List.copyOf(standardisers));
    }

    public Resource resource() {
        return resource;
    }

    public int edition() {
        return edition;
    }

    /**
     * What of the entry decides which values a record gets, as a digest: plans with the same one make the same of the same record. What was
     * cleaned by a plan with another one is to be loaded anew.
     */
    public String fingerprint() {
        return fingerprint;
    }

    private static String fingerprint(Resource resource) {
        List<Object> parts = new ArrayList<>();
        parts.add(resource.source());
        for (Item item : resource.items()) {
            parts.add(Arrays.asList(
                    item.name(),
                    item.type(),
                    item.required(),
                    item.subject(),
                    item.from(),
                    new TreeMap<>(item.codes()),
                    item.mayBeEndless()));
        }
        Linking linking = resource.linking();
        if (linking != null) {
            parts.add(Arrays.asList(
                    linking.model(),
                    linking.subject(),
                    new TreeMap<>(linking.columns()),
                    linking.reference(),
                    linking.household()));
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Cleans one record given by column name. For many records of one shape {@link #forColumns} is faster.
     *
     * @param row the source's columns with their raw text; absent or null means no value
     */
    public Cleaning clean(Map<String, @Nullable String> row) {
        List<String> columns = List.copyOf(row.keySet());
        @Nullable String[] values = new String[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(columns.get(i));
        }
        return forColumns(columns).clean(values);
    }

    /** The plan for records whose columns are known by position. Columns that no item wants are ignored. */
    public RowCleaner forColumns(List<String> columns) {
        int[][] from = new int[resource.items().size()][];
        for (int i = 0; i < from.length; i++) {
            from[i] = resource.items().get(i).from().stream()
                    .mapToInt(columns::indexOf)
                    .filter(index -> index >= 0)
                    .toArray();
        }
        return new RowCleaner(from);
    }

    /** A plan bound to the columns of one table. Immutable and safe for use by several threads. */
    public final class RowCleaner {
        private final int[][] from;

        private RowCleaner(int[][] from) {
            this.from = from;
        }

        public CleaningPlan plan() {
            return CleaningPlan.this;
        }

        /** @param row raw values in the order of the columns given to {@link #forColumns}; null means no value */
        public Cleaning clean(@Nullable String[] row) {
            @Nullable String[] values = new String[from.length];
            String unusable = null;
            for (int i = 0; i < from.length; i++) {
                String raw = null;
                String value = null;
                for (int column : from[i]) {
                    String candidate = row[column];
                    if (candidate == null) {
                        continue;
                    }
                    if (candidate.length() > LONGEST) {
                        return new Cleaning.Rejected(
                                QuarantineRule.VALUE_TOO_LONG.code(), name(i), candidate.substring(0, SHOWN) + "…");
                    }
                    String text = Characters.normalise(candidate);
                    if (text == null) {
                        continue;
                    }
                    raw = candidate;
                    try {
                        value = standardisers.get(i).standardise(text);
                    } catch (BrokenRuleException e) {
                        if (!linkable(i)) {
                            return new Cleaning.Rejected(e.rule().code(), name(i), raw);
                        }
                        unusable = text;
                    }
                    if (value != null) {
                        break;
                    }
                }
                if (value != null && linkable(i)) {
                    unusable = null;
                }
                if (value == null && resource.items().get(i).required() && !linkable(i)) {
                    return new Cleaning.Rejected(QuarantineRule.REQUIRED.code(), name(i), raw);
                }
                values[i] = value;
            }
            return new Cleaning.Cleaned(Collections.unmodifiableList(Arrays.asList(values)), unusable);
        }

        private boolean linkable(int item) {
            Linking linking = resource.linking();
            return linking != null && !linking.reference() && linking.subject().equals(name(item));
        }

        private String name(int item) {
            return resource.items().get(item).name();
        }
    }
}
