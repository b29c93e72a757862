package org.yici.kernel.resource;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a resource: a column of its registry table.
 *
 * @param code resource code and four digits, ascending, never reused: {@code GA3300/0000010001}
 * @param name the item's column, lower case ASCII with underscores
 * @param label what people call it
 * @param type what its values are
 * @param level how much harm a leak does
 * @param required whether a record without a value goes to quarantine
 * @param subject whether a strong identifier here names a subject of the record, by whom the record can be found
 * @param from the source table's columns in the order in which they are tried: the first that holds a value gives it
 * @param codes local codes or words to standard ones, for {@link ItemType#CODE}; empty if any value is allowed
 * @param endless whether a {@link ItemType#DATE} here may be without end (a permit for an indefinite period); false if it is null.
 *     Such a date is stored as {@link #WITHOUT_END}
 * @param about name of the item that names the one person or company whom this item's values are about; null if they are about every
 *     subject of the record
 * @param standard code of the {@link DataStandard} that the values follow; null if they follow none
 */
public record Item(
        String code,
        String name,
        Label label,
        ItemType type,
        SecurityLevel level,
        boolean required,
        boolean subject,
        List<String> from,
        Map<String, String> codes,
        @Nullable Boolean endless,
        @Nullable String about,
        @Nullable String standard) {
    /** What is stored of a date without end: later than any other, so that dates stay comparable. ISO 8601. */
    public static final String WITHOUT_END = "9999-12-31";

    public Item {
        if (!name.matches("[a-z][a-z0-9_]{0,50}")) {
            throw new InvalidResourceException(Label.of(
                    "信息项 %s：名称“%s”须只含小写字母、数字和下划线，以字母开头",
                    "Item %s: the name '%s' must be lower case ASCII letters, digits and underscores", code, name));
        }
        if (subject && !type.isStrongIdentifier()) {
            throw new InvalidResourceException(Label.of(
                    "信息项 %s：只有公民身份号码或统一社会信用代码能标识主体，%s 不能",
                    "Item %s: only a citizen ID or a credit code can name a subject, not %s", code, type));
        }
        from = from == null || from.isEmpty() ? List.of(name) : List.copyOf(from);
        codes = codes == null ? Map.of() : Map.copyOf(codes);
        if (endless != null && endless && type != ItemType.DATE) {
            throw new InvalidResourceException(
                    Label.of("信息项 %s：只有日期可以长期有效，%s 不能", "Item %s: only a date can be without end, not %s", code, type));
        }
    }

    /** An item about every subject of its record, whose dates have an end. */
    public Item(
            String code,
            String name,
            Label label,
            ItemType type,
            SecurityLevel level,
            boolean required,
            boolean subject,
            List<String> from,
            Map<String, String> codes) {
        this(code, name, label, type, level, required, subject, from, codes, null, null, null);
    }

    /** Whether a date here may be without end. */
    public boolean mayBeEndless() {
        return endless != null && endless;
    }

    /** The registry column that holds the subject's id for an item that names a subject. */
    public String subjectColumn() {
        return "_subject_" + name;
    }
}
