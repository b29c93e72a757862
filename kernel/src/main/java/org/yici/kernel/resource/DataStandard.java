package org.yici.kernel.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What values of one meaning look like in every register, such as marital status by GB/T 2261.2. An item that follows a standard is of its type,
 * and the codes that a department uses lead to values of the standard's list, which are shown by their labels.
 *
 * @param code by which items name it, kept for ever: {@code marital-status}
 * @param label what people call it
 * @param document where it is laid down: {@code GB/T 2261.2-2003}
 * @param type what its values are
 * @param values the standard's values with what they mean, in its order, for {@link ItemType#CODE}; else empty
 */
public record DataStandard(String code, Label label, Label document, ItemType type, Map<String, Label> values) {
    private static final int LONGEST_VALUE = 60;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_VALUES = 2_000;

    public DataStandard {
        if (!isCode(code)) {
            throw new InvalidResourceException(Label.of(
                    "数据标准代码“%s”须只含小写字母、数字和连字符，以字母开头",
                    "The standard's code '%s' must be lower case ASCII letters, digits and hyphens, a letter first",
                    code));
        }
        values = values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
        if (type == ItemType.CODE && values.isEmpty()) {
            throw new InvalidResourceException(Label.of(
                    "数据标准 %s：类型是 CODE 的标准要列出取值（values）", "Standard %s: one of type CODE lists its values", code));
        }
        if (type != ItemType.CODE && !values.isEmpty()) {
            throw new InvalidResourceException(Label.of(
                    "数据标准 %s：只有类型是 CODE 的标准才列出取值（values），%s 不列",
                    "Standard %s: only one of type CODE lists values, not %s", code, type));
        }
        if (values.size() > MOST_VALUES) {
            throw new InvalidResourceException(
                    Label.of("数据标准 %s：取值超过 %s 个", "Standard %s: it has more than %s values", code, MOST_VALUES));
        }
        requireNames(code, label);
        requireNames(code, document);
        values.forEach((value, meaning) -> {
            requireNames(code, meaning);
            if (value.isBlank() || value.length() > LONGEST_VALUE || !value.equals(value.strip())) {
                throw new InvalidResourceException(Label.of(
                        "数据标准 %s：取值“%s”须有 1 至 %s 个字符，前后没有空格",
                        "Standard %s: the value '%s' must have 1 to %s characters and no space around it",
                        code,
                        value,
                        LONGEST_VALUE));
            }
        });
    }

    /** What is missing the reader of the definition tells. */
    private static void requireNames(String code, @Nullable Label names) {
        if (names == null || names.zh() == null || names.en() == null) {
            return;
        }
        for (String name : new String[] {names.zh(), names.en()}) {
            if (name.isBlank()
                    || name.length() > LONGEST_NAME
                    || name.codePoints().anyMatch(Character::isISOControl)) {
                throw new InvalidResourceException(Label.of(
                        "数据标准 %s：名称、出处和含义各在一行之内，有 1 至 %s 个字符",
                        "Standard %s: names, document and meanings have one line each, of 1 to %s characters",
                        code,
                        LONGEST_NAME));
            }
        }
    }

    /** Whether a text may be a standard's code. */
    public static boolean isCode(@Nullable String text) {
        return text != null && text.matches("[a-z][a-z0-9-]{0,50}");
    }
}
