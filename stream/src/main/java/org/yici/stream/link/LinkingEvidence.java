package org.yici.stream.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.normalise.Text;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;

/**
 * What a record is compared by.
 *
 * @param fields by the model's columns; unknown ones are absent
 * @param blocks its blocking keys as {@link #block} gives them, separated by blanks: records that have one in common are compared
 */
public record LinkingEvidence(Map<String, String> fields, String blocks) {
    /** Of a record that is compared with nothing. */
    public static final LinkingEvidence NONE = new LinkingEvidence(Map.of(), "");

    /**
     * @param values standard values in the order of the resource's items
     * @param unusable the identifier that broke a rule, which may still be nearly right
     */
    public static LinkingEvidence of(
            Resource resource, Linking linking, @Nullable String[] values, @Nullable String unusable) {
        Map<String, String> fields = new LinkedHashMap<>();
        linking.columns().forEach((column, item) -> {
            for (int i = 0; i < values.length; i++) {
                if (resource.items().get(i).name().equals(item)) {
                    String value = values[i] == null && item.equals(linking.subject()) ? unusable : values[i];
                    if (value != null) {
                        fields.put(column, value);
                    }
                }
            }
        });
        Linker linker = Linkers.of(linking.model());
        String blocks = linker.blockingKeys(linker.prepare("", fields)).stream()
                .map(key -> String.valueOf(block(linking.model(), key)))
                .collect(Collectors.joining(" "));
        return new LinkingEvidence(fields, blocks);
    }

    /** A blocking key of a model as one number, which the database finds faster than a text. */
    static long block(String model, String key) {
        return Text.hash(model + "/" + key);
    }
}
