package org.yici.app.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Text;
import org.yici.app.expression.Vocabulary;
import org.yici.app.expression.Vocabulary.Expected;
import org.yici.app.expression.Wording;
import org.yici.kernel.resource.ItemType;

/** Finds what is wrong with the expressions of an item, each told with where it stands. */
final class ItemExpressions {
    private static final ZonedDateTime TIME = ZonedDateTime.parse("2026-01-02T03:04:05+08:00");

    private final ServiceItem item;
    private final CaseProcess handling;
    private final Vocabulary vocabulary;
    private final Vocabulary decisions;
    private final List<String> faults = new ArrayList<>();

    /** @param item with the types of its facts */
    ItemExpressions(ServiceItem item) {
        this.item = item;
        this.handling = item.handling();
        Map<String, Object> samples = samples();
        this.vocabulary = new Vocabulary(samples);
        samples.put("check", named(handling.checks().stream().map(Check::id), true));
        this.decisions = new Vocabulary(samples);
    }

    List<String> faults() {
        names();
        beforeHandingIn();
        tasks();
        decisions();
        writeBacks();
        waits();
        handling.results().forEach(line -> value("result " + line.label().en(), line.value()));
        return faults;
    }

    /** What is true of a case before anybody works on it must not depend on when somebody looks. */
    private void beforeHandingIn() {
        handling.claims().forEach(claim -> lasting("claim " + claim.id(), claim.value()));
        handling.requirements().forEach(requirement -> {
            String where = "requirement at " + requirement.field();
            yesNo(where, requirement.that());
            lasting(where, requirement.that());
            known(where, requirement.that());
            lasting(where + ": otherwise", requirement.otherwise());
        });
        handling.about().forEach(line -> lasting("about " + line.label().en(), line.value()));
        if (handling.contract() != null) {
            wording("contract", handling.contract().text());
        }
        for (Check check : handling.checks()) {
            check.expected().forEach((name, value) -> value("check " + check.id() + ": " + name, value));
        }
    }

    /** What is never known before a case is handed in would let every case pass, and nobody would notice. */
    private void known(String where, Expression expression) {
        Set<String> unread = item.materials().stream()
                .filter(material -> handling.later().contains(material.id())
                        || !material.party().equals(item.parties().getFirst().role()))
                .map(material -> Expression.name(material.id()))
                .collect(Collectors.toSet());
        tell(
                where,
                expression.names().stream()
                        .filter(name -> {
                            String[] parts = name.split("\\.");
                            return switch (parts[0]) {
                                case "rule", "task", "reason", "check" -> true;
                                case "case" -> name.equals("case.submitted");
                                case "evidence", "records" -> parts.length > 1 && unread.contains(parts[1]);
                                default -> false;
                            };
                        })
                        .map(name -> "'" + expression + "': " + name
                                + " is not known before a case is handed in, so that this would keep none back")
                        .toList());
    }

    private void tasks() {
        for (CaseProcess.UserTask task : handling.tasks()) {
            String where = "task " + task.key();
            task.inputs().forEach(input -> {
                if (input.suggested() != null) {
                    value(where + ": suggested " + input.field().name(), input.suggested());
                }
            });
            findings(where, task.findings());
            needs(where, task.needs());
        }
    }

    private void decisions() {
        for (Decision decision : handling.decisions()) {
            String where = "decision " + decision.id();
            decision.inputs()
                    .forEach((name, value) -> tell(where + ": " + name, decisions.faults(value, Expected.VALUE)));
            findings(where, decision.findings());
        }
    }

    private void writeBacks() {
        for (WriteBack target : handling.writeBacks()) {
            String where = "write-back " + target.id();
            target.columns().forEach((column, value) -> value(where + ": " + column, value));
            findings(where, target.findings());
            needs(where, target.needs());
            WriteBack.Undo undo = target.undo();
            if (undo == null) {
                continue;
            }
            wording(where + ": undo", undo.label());
            if (undo.href() != null) {
                text(where + ": undo", undo.href());
            }
            if (undo.told() != null) {
                wording(where + ": told", undo.told().open());
                wording(where + ": told", undo.told().done());
            }
        }
    }

    private void waits() {
        for (Wait wait : handling.waits()) {
            String where = "wait " + wait.id();
            if (wait.where() != null) {
                tell(where + ": where", vocabulary.with(record(wait.material())).faults(wait.where(), Expected.YES_NO));
            }
            findings(where, wait.findings());
            if (wait.action() != null) {
                wording(where + ": action", wait.action().text());
                text(where + ": action", wait.action().href());
            }
        }
    }

    private void findings(String where, List<CaseProcess.Finding> findings) {
        findings.forEach(finding -> value(where + ": finding " + finding.label().en(), finding.value()));
    }

    private void needs(String where, List<CaseProcess.Need> needs) {
        for (CaseProcess.Need need : needs) {
            yesNo(where + ": needs", need.that());
            value(where + ": otherwise", need.otherwise());
        }
    }

    private void wording(String where, Wording wording) {
        text(where, wording.zh());
        text(where, wording.en());
    }

    private void text(String where, Text text) {
        tell(where, vocabulary.faults(text));
        text.places().forEach(place -> lasts(where, place));
    }

    private void value(String where, Expression expression) {
        tell(where, vocabulary.faults(expression, Expected.VALUE));
    }

    private void yesNo(String where, Expression expression) {
        tell(where, vocabulary.faults(expression, Expected.YES_NO));
    }

    private void lasting(String where, Expression expression) {
        value(where, expression);
        lasts(where, expression);
    }

    private void lasts(String where, Expression expression) {
        if (expression.isOfTheMoment()) {
            tell(where, List.of("'" + expression + "': it asks for the time, and would say something else each time"));
        }
    }

    private void tell(String where, List<String> found) {
        found.stream()
                .map(fault -> where + ": " + fault)
                .filter(fault -> !faults.contains(fault))
                .forEach(faults::add);
    }

    /** Ids that expressions write alike, or that they cannot write. */
    private void names() {
        names("field", item.fields().stream().map(ServiceItem.Field::name));
        names(
                "party",
                Stream.concat(Stream.of("applicant"), item.parties().stream().map(ServiceItem.Party::role)));
        names("material", item.materials().stream().map(ServiceItem.Material::id));
        names("task", handling.tasks().stream().map(CaseProcess.UserTask::key));
        names("decision", handling.decisions().stream().map(Decision::id));
        names("check", handling.checks().stream().map(Check::id));
        names("reason", handling.reasons().keySet().stream());
    }

    private void names(String what, Stream<String> ids) {
        Map<String, List<String>> alike = ids.collect(Collectors.groupingBy(Expression::name));
        alike.forEach((name, same) -> {
            if (same.size() > 1) {
                faults.add("expressions write each " + what + " of " + same + " as " + name
                        + ": a hyphen is written as an underscore, so give them other names");
            }
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                faults.add(what + " " + same.getFirst()
                        + " cannot be written in expressions: use letters, digits and hyphens, first a letter");
            }
        });
    }

    private Map<String, Object> samples() {
        Map<String, Object> samples = new HashMap<>();
        samples.put("case", Map.of("number", Vocabulary.TEXT, "submitted", TIME));
        Map<String, Object> fields = new HashMap<>();
        item.fields().forEach(field -> fields.put(Expression.name(field.name()), sample(FactTypes.type(field))));
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
                            inputs.put(Expression.name(input.field().name()), sample(FactTypes.type(input.field()))));
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

    private Map<String, Object> record(String material) {
        return samples(item.types().material(material));
    }

    private static Map<String, Object> samples(Map<String, ItemType> types) {
        Map<String, Object> samples = new LinkedHashMap<>();
        types.forEach((name, type) -> samples.put(Expression.name(name), sample(type)));
        return samples;
    }

    private static Map<String, Object> named(Stream<String> ids, Object sample) {
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
