package org.yici.kernel.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a resource are linked where their strong identifier is missing or broken.
 *
 * @param model name of a linkage model, {@code zh_person}
 * @param subject the item that names the subject
 * @param columns the model's columns and the items that fill them; what is not named is unknown
 * @param reference whether its records are only what others are linked to, as in a base registry: one without a usable identifier
 *     goes to quarantine. Otherwise such a record is compared with those that share a blocking key
 * @param household the item that the members of one household share, which a steward in doubt may look at; null if there is none
 */
public record Linking(
        String model,
        String subject,
        Map<String, String> columns,
        boolean reference,
        @Nullable String household) {
    public Linking {
        columns = new LinkedHashMap<>(columns);
    }

    /** Of records that tell of no household. */
    public Linking(String model, String subject, Map<String, String> columns, boolean reference) {
        this(model, subject, columns, reference, null);
    }

    /** @throws InvalidResourceException if it names an item that the resource does not have */
    void requireFit(String resource, List<Item> items) {
        if (items.stream().noneMatch(item -> item.name().equals(subject) && item.subject())) {
            throw new InvalidResourceException(Label.of(
                    "信息资源 %s：linking 的 subject 是“%s”，没有这个标识主体的信息项",
                    "Resource %s: linking names the subject '%s', which no item is", resource, subject));
        }
        if (household != null
                && items.stream().noneMatch(item -> item.name().equals(household) && item.type() == ItemType.TEXT)) {
            throw new InvalidResourceException(Label.of(
                    "信息资源 %s：linking 的 household 是“%s”，它不是 TEXT 类型的信息项",
                    "Resource %s: linking names the household '%s', which is no item of the type TEXT",
                    resource,
                    household));
        }
        for (String name : columns.values()) {
            if (items.stream().noneMatch(item -> item.name().equals(name))) {
                throw new InvalidResourceException(Label.of(
                        "信息资源 %s：linking 用到的信息项“%s”不存在",
                        "Resource %s: linking names the item '%s', which is not there", resource, name));
            }
        }
    }
}
