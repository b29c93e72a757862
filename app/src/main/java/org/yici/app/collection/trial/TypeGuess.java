package org.yici.app.collection.trial;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.cleaning.Cleaning;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** Which item type a column has: the first, from the strictest on, by whose own cleaning rules its values pass. */
final class TypeGuess {
    /** Of the values that are there, so many may break the rule: departments' data has faults, and quarantine is for them. */
    private static final double FAULTS = 0.1;

    private static final List<ItemType> STRICT = List.of(ItemType.CITIZEN_ID, ItemType.CREDIT_CODE);

    private static final Set<String> GENDERS = Set.of("1", "2", "9", "男", "女", "M", "F", "m", "f");

    /** What departments call columns of names: xm 姓名, mc 名称. */
    private static final Pattern NAMED = Pattern.compile("姓名|名称|名字|xm\\b|_xm|mc\\b|name");

    private TypeGuess() {}

    /**
     * @param name of the column, and what its comment says
     * @param values of a sample, as PostgreSQL writes them
     */
    static ItemType of(String name, String sqlType, List<@Nullable String> values) {
        List<String> there = values.stream()
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        for (ItemType type : STRICT) {
            if (passes(type, there)) {
                return type;
            }
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (sqlType) {
            case "bool" -> ItemType.BOOLEAN;
            case "date" -> ItemType.DATE;
            case "timestamp", "timestamptz" -> ItemType.TIMESTAMP;
            case "numeric", "float4", "float8", "money" -> ItemType.DECIMAL;
            case "int2", "int4", "int8" -> isGender(lower, there) ? ItemType.GENDER : ItemType.INTEGER;
            default -> ofText(lower, there);
        };
    }

    private static ItemType ofText(String name, List<String> values) {
        if (values.isEmpty()) {
            return ItemType.TEXT;
        }
        if (isGender(name, values)) {
            return ItemType.GENDER;
        }
        if (all(values, "\\+?[0-9][0-9 ()-]{6,17}") && passes(ItemType.PHONE, values) && all(values, ".{7,}")) {
            return ItemType.PHONE;
        }
        if (all(values, "[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?") && passes(ItemType.DATE, values)) {
            return ItemType.DATE;
        }
        if (all(values, "[1-8][0-9]{5}|[1-8][0-9]{8}") && passes(ItemType.DIVISION, values)) {
            return ItemType.DIVISION;
        }
        if (all(values, ".*\\p{IsHan}.*[省市县区镇乡村路街号].*")) {
            return ItemType.ADDRESS;
        }
        return NAMED.matcher(name).find() && all(values, "[\\p{IsHan}·()（）]{2,50}") ? ItemType.NAME : ItemType.TEXT;
    }

    private static boolean isGender(String name, List<String> values) {
        return (name.contains("xb") || name.contains("sex") || name.contains("gender") || name.contains("性别"))
                && !values.isEmpty()
                && GENDERS.containsAll(values);
    }

    private static boolean all(List<String> values, String form) {
        return values.stream().filter(value -> value.matches(form)).count() >= (1 - FAULTS) * values.size();
    }

    private static boolean passes(ItemType type, List<String> values) {
        if (values.isEmpty()) {
            return false;
        }
        CleaningPlan plan = CleaningPlan.compile(trial(type), 1);
        long good = values.stream()
                .filter(value -> plan.clean(Map.of("v", value)) instanceof Cleaning.Cleaned)
                .count();
        return good >= (1 - FAULTS) * values.size();
    }

    private static Resource trial(ItemType type) {
        Label none = new Label("试", "trial");
        return new Resource(
                "ZZ0000/000000",
                "trial",
                none,
                none,
                "trial",
                new SourceTable("trial", "public", "trial", List.of("v")),
                Sharing.CONDITIONAL,
                List.of(new Item(
                        "ZZ0000/0000000001", "v", none, type, SecurityLevel.L2, true, false, List.of("v"), Map.of())));
    }
}
