package org.yici.app.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Vocabulary;
import org.yici.kernel.resource.ItemType;

/** The values that an item's expressions may name, each with a sample of its type. */
final class ItemSamples {
    private static final ZonedDateTime TIME = ZonedDateTime.parse("2026-01-02T03:04:05+08:00");

    private final ServiceItem item;
    private final CaseProcess handling;

    /** @param item with the types of its values */
    ItemSamples(ServiceItem item) {
        this.item = item;
        this.handling = item.handling();
    }

    /** A sample for each root of names, to be added to. */
    Map<String, Object> values() {
        Map<String, Object> samples = new HashMap<>();
        samples.put("case", Map.of("number", Vocabulary.TEXT, "submitted", TIME));
        Map<String, Object> fields = new HashMap<>();
        item.fields().forEach(field -> fields.put(Expression.name(field.name()), sample(ValueTypes.type(field))));
        samples.put("field", fields);
        samples.put("option", named(item.fields().stream().map(ServiceItem.Field::name), Vocabulary.TEXT));
        Map<String, Object> person = Map.of("id", Vocabulary.TEXT, "name", Vocabulary.TEXT);
        samples.put(
                "party",
                named(
                        Stream.concat(
                                Stream.of("applicant"), item.parties().stream().map(ServiceItem.Party::role)),
                        person));
        Map<String, Object> evidence = new HashMap<>();
        Map<String, Object> records = new HashMap<>();
        for (ServiceItem.Material material : item.materials()) {
            if (material.supply() == ServiceItem.Supply.SHARED) {
                evidence.put(Expression.name(material.id()), record(material.id()));
                records.put(Expression.name(material.id()), List.of(record(material.id())));
            }
        }
        samples.put("evidence", evidence);
        samples.put("records", records);
        Map<String, Object> tasks = new HashMap<>();
        for (CaseProcess.UserTask task : handling.tasks()) {
            Map<String, Object> inputs = new HashMap<>();
            task.inputs()
                    .forEach(input ->
                            inputs.put(Expression.name(input.field().name()), sample(ValueTypes.type(input.field()))));
            tasks.put(Expression.name(task.key()), inputs);
        }
        samples.put("task", tasks);
        Map<String, Object> rules = new HashMap<>();
        for (Decision decision : handling.decisions()) {
            rules.put(Expression.name(decision.id()), samples(item.types().decision(decision.id())));
        }
        samples.put("rule", rules);
        samples.put("reason", named(handling.decisions().stream().map(Decision::id), Vocabulary.TEXT));
        samples.put("text", named(handling.reasons().keySet().stream(), Vocabulary.TEXT));
        return samples;
    }

    /** The items of a material's record. */
    Map<String, Object> record(String material) {
        return samples(item.types().material(material));
    }

    private static Map<String, Object> samples(Map<String, ItemType> types) {
        Map<String, Object> samples = new LinkedHashMap<>();
        types.forEach((name, type) -> samples.put(Expression.name(name), sample(type)));
        return samples;
    }

    /** The same sample under each id. */
    static Map<String, Object> named(Stream<String> ids, Object sample) {
        Set<String> names = ids.map(Expression::name).collect(Collectors.toSet());
        return names.stream().collect(Collectors.toMap(name -> name, name -> sample));
    }

    private static Object sample(@Nullable ItemType type) {
        return switch (type) {
            case INTEGER, DECIMAL -> BigDecimal.ONE;
            case BOOLEAN -> true;
            case DATE -> LocalDate.of(2026, 1, 2);
            case TIMESTAMP -> TIME;
            case TEXT, NAME, CITIZEN_ID, CREDIT_CODE, DIVISION, GENDER, CODE, PHONE, ADDRESS -> Vocabulary.TEXT;
            case null -> Vocabulary.TEXT;
        };
    }
}
