package org.yici.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Text;
import org.yici.app.expression.Vocabulary;
import org.yici.app.expression.Vocabulary.Expected;
import org.yici.app.expression.Wording;
import org.yici.kernel.resource.Label;

/** Finds what is wrong with the expressions of an item, each told with where it stands. */
final class ItemExpressions {
    private final ServiceItem item;
    private final CaseProcess handling;
    private final ItemSamples samples;
    private final Vocabulary vocabulary;
    private final Vocabulary decisions;
    private final List<Label> faults = new ArrayList<>();

    /** @param item with the types of its values */
    ItemExpressions(ServiceItem item) {
        this.item = item;
        this.handling = item.handling();
        this.samples = new ItemSamples(item);
        Map<String, Object> context = samples.values();
        this.vocabulary = new Vocabulary(context);
        context.put("check", ItemSamples.named(handling.checks().stream().map(Check::id), true));
        this.decisions = new Vocabulary(context);
    }

    List<Label> faults() {
        names();
        beforeHandingIn();
        tasks();
        decisions();
        writeBacks();
        waits();
        handling.results().forEach(line -> value(Label.of("结果“%s”", "result %s", line.label()), line.value()));
        return faults;
    }

    /** What is true of a case before anybody works on it must not depend on when somebody looks. */
    private void beforeHandingIn() {
        handling.claims().forEach(claim -> lasting(Label.of("声明 %s", "claim %s", claim.id()), claim.value()));
        handling.requirements().forEach(requirement -> {
            Label where = Label.of("字段 %s 处的要求", "requirement at %s", requirement.field());
            yesNo(where, requirement.that());
            lasting(where, requirement.that());
            known(where, requirement.that());
            lasting(at(where, "otherwise"), requirement.otherwise());
        });
        handling.about().forEach(line -> lasting(Label.of("about“%s”", "about %s", line.label()), line.value()));
        if (handling.contract() != null) {
            wording(Label.of("合同", "contract"), handling.contract().text());
        }
        for (Check check : handling.checks()) {
            check.expected()
                    .forEach((name, value) -> value(at(Label.of("核验 %s", "check %s", check.id()), name), value));
        }
    }

    /** What is never known before a case is handed in would let every case pass, and nobody would notice. */
    private void known(Label where, Expression expression) {
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
                        .map(name -> Label.of(
                                "“%s”：提交办件之前还不知道 %s，因此这一要求拦不住任何办件",
                                "'%s': %s is not known before a case is handed in, so that this would keep none back",
                                expression,
                                name))
                        .toList());
    }

    private void tasks() {
        for (CaseProcess.UserTask task : handling.tasks()) {
            Label where = Label.of("任务 %s", "task %s", task.key());
            task.inputs().forEach(input -> {
                if (input.suggested() != null) {
                    value(at(where, "suggested " + input.field().name()), input.suggested());
                }
            });
            findings(where, task.findings());
            needs(where, task.needs());
        }
    }

    private void decisions() {
        for (Decision decision : handling.decisions()) {
            Label where = Label.of("决策 %s", "decision %s", decision.id());
            decision.inputs().forEach((name, value) -> tell(at(where, name), decisions.faults(value, Expected.VALUE)));
            findings(where, decision.findings());
        }
    }

    private void writeBacks() {
        for (WriteBack target : handling.writeBacks()) {
            Label where = Label.of("回写 %s", "write-back %s", target.id());
            target.columns().forEach((column, value) -> value(at(where, column), value));
            findings(where, target.findings());
            needs(where, target.needs());
            WriteBack.Undo undo = target.undo();
            if (undo == null) {
                continue;
            }
            wording(at(where, "undo"), undo.label());
            if (undo.href() != null) {
                text(at(where, "undo"), undo.href());
            }
            if (undo.told() != null) {
                wording(at(where, "told"), undo.told().open());
                wording(at(where, "told"), undo.told().done());
            }
        }
    }

    private void waits() {
        for (Wait wait : handling.waits()) {
            Label where = Label.of("等待 %s", "wait %s", wait.id());
            if (wait.where() != null) {
                tell(
                        at(where, "where"),
                        vocabulary.with(samples.record(wait.material())).faults(wait.where(), Expected.YES_NO));
            }
            findings(where, wait.findings());
            if (wait.action() != null) {
                wording(at(where, "action"), wait.action().text());
                text(at(where, "action"), wait.action().href());
            }
        }
    }

    private void findings(Label where, List<CaseProcess.Finding> findings) {
        findings.forEach(
                finding -> value(Label.of("%s：结果“%s”", "%s: finding %s", where, finding.label()), finding.value()));
    }

    private void needs(Label where, List<CaseProcess.Need> needs) {
        for (CaseProcess.Need need : needs) {
            yesNo(at(where, "needs"), need.that());
            value(at(where, "otherwise"), need.otherwise());
        }
    }

    private void wording(Label where, Wording wording) {
        text(where, wording.zh());
        text(where, wording.en());
    }

    private void text(Label where, Text text) {
        tell(where, vocabulary.faults(text));
        text.places().forEach(place -> lasts(where, place));
    }

    private void value(Label where, Expression expression) {
        tell(where, vocabulary.faults(expression, Expected.VALUE));
    }

    private void yesNo(Label where, Expression expression) {
        tell(where, vocabulary.faults(expression, Expected.YES_NO));
    }

    private void lasting(Label where, Expression expression) {
        value(where, expression);
        lasts(where, expression);
    }

    private void lasts(Label where, Expression expression) {
        if (expression.isOfTheMoment()) {
            tell(
                    where,
                    List.of(Label.of(
                            "“%s”：它取当前时间，每次结果都会不同",
                            "'%s': it asks for the time, and would say something else each time", expression)));
        }
    }

    private void tell(Label where, List<Label> found) {
        found.stream()
                .map(fault -> Label.of("%s：%s", "%s: %s", where, fault))
                .filter(fault -> !faults.contains(fault))
                .forEach(faults::add);
    }

    /** A key below a place. */
    private static Label at(Label where, String key) {
        return Label.of("%s：%s", "%s: %s", where, key);
    }

    /** Ids that expressions write alike, or that they cannot write. */
    private void names() {
        names(Label.of("字段", "field"), item.fields().stream().map(ServiceItem.Field::name));
        names(
                Label.of("当事人", "party"),
                Stream.concat(Stream.of("applicant"), item.parties().stream().map(ServiceItem.Party::role)));
        names(Label.of("材料", "material"), item.materials().stream().map(ServiceItem.Material::id));
        names(Label.of("任务", "task"), handling.tasks().stream().map(CaseProcess.UserTask::key));
        names(Label.of("决策", "decision"), handling.decisions().stream().map(Decision::id));
        names(Label.of("核验", "check"), handling.checks().stream().map(Check::id));
        names(Label.of("理由", "reason"), handling.reasons().keySet().stream());
    }

    private void names(Label what, Stream<String> ids) {
        Map<String, List<String>> alike = ids.collect(Collectors.groupingBy(Expression::name));
        alike.forEach((name, same) -> {
            if (same.size() > 1) {
                faults.add(Label.of(
                        "%s %s 在表达式中都写作 %s：连字符写作下划线，请改用不同的名称",
                        "expressions write each %s of [%s] as %s: a hyphen is written as an underscore, so give them other names",
                        what,
                        same,
                        name));
            }
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                faults.add(Label.of(
                        "%s %s 不能写进表达式：请用字母、数字和连字符，以字母开头",
                        "%s %s cannot be written in expressions: use letters, digits and hyphens, first a letter",
                        what,
                        same.getFirst()));
            }
        });
    }
}
