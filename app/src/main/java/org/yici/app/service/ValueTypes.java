package org.yici.app.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.app.catalogue.Catalogue;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;

/**
 * Of which type each value of an item's cases is: what was retrieved is of the type that its resource declares, what a rule found of the type
 * that its table declares, what somebody filled in of its field's.
 */
public final class ValueTypes {
    /** Times without a zone are of China Standard Time. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Of an item that is not published: all is text. */
    static final ValueTypes NONE = new ValueTypes(Map.of(), Map.of());

    private final Map<String, Map<String, ItemType>> materials;
    private final Map<String, Map<String, ItemType>> decisions;

    private ValueTypes(Map<String, Map<String, ItemType>> materials, Map<String, Map<String, ItemType>> decisions) {
        this.materials = materials;
        this.decisions = decisions;
    }

    static ValueTypes of(ServiceItem item, Catalogue catalogue, RuleBook rules) {
        Map<String, Map<String, ItemType>> materials = new HashMap<>();
        for (ServiceItem.Material material : item.materials()) {
            if (material.supply() == ServiceItem.Supply.SHARED && material.resource() != null) {
                Map<String, ItemType> types = new LinkedHashMap<>();
                material.items()
                        .forEach(name -> types.put(
                                name,
                                catalogue
                                        .resource(material.resource())
                                        .flatMap(resource -> resource.item(name))
                                        .map(Item::type)
                                        .orElse(ItemType.TEXT)));
                materials.put(material.id(), types);
            }
        }
        Map<String, Map<String, ItemType>> decisions = new HashMap<>();
        item.handling().decisions().forEach(decision -> decisions.put(decision.id(), rules.outputs(decision.table())));
        return new ValueTypes(materials, decisions);
    }

    /** The items of a material. */
    Map<String, ItemType> material(String id) {
        return materials.getOrDefault(id, Map.of());
    }

    /** What a decision's table tells. */
    Map<String, ItemType> decision(String id) {
        return decisions.getOrDefault(id, Map.of());
    }

    /** The value of an item of a material's record. */
    public @Nullable Object retrieved(String material, String item, @Nullable String text) {
        return value(material(material).getOrDefault(item, ItemType.TEXT), text);
    }

    /** The value of an output of a decision. */
    public @Nullable Object found(String decision, String output, @Nullable String text) {
        return value(decision(decision).getOrDefault(output, ItemType.TEXT), text);
    }

    /** The value of a field. */
    public static @Nullable Object filledIn(ServiceItem.Field field, @Nullable String text) {
        return value(type(field), text);
    }

    static ItemType type(ServiceItem.Field field) {
        return field.type().isMoney() || field.type() == FieldType.COUNT ? ItemType.DECIMAL : ItemType.TEXT;
    }

    /** What a text says; what is no value of the type, as one that a grant masks, stays a text, which compares with no value. */
    private static @Nullable Object value(ItemType type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return switch (type) {
                case INTEGER, DECIMAL -> new BigDecimal(text);
                case DATE -> LocalDate.parse(text);
                case TIMESTAMP -> OffsetDateTime.parse(text.replace(' ', 'T')).atZoneSameInstant(ZONE);
                case BOOLEAN -> text.equals("true") ? (Object) true : text.equals("false") ? (Object) false : text;
                case TEXT, NAME, CITIZEN_ID, CREDIT_CODE, DIVISION, GENDER, CODE, PHONE, ADDRESS -> text;
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            return text;
        }
    }
}
