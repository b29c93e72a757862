package org.yici.app.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Text;
import org.yici.kernel.resource.Label;

/** Finds what does not fit in who takes part, what each party fills in, and what it is asked to do elsewhere. */
final class PartyValidation {
    private PartyValidation() {}

    static void faults(ServiceItem item, List<Label> faults) {
        choices(item, faults);
        decided(item, faults);
        parties(item, faults);
        partners(item, faults);
        actions(item, faults);
        undoings(item, faults);
    }

    private static void parties(ServiceItem item, List<Label> faults) {
        if (item.parties().isEmpty()) {
            faults.add(Label.of("没有当事人（parties）", "it has no party"));
        }
        item.fields().stream()
                .filter(field -> field.type() == FieldType.CHOICE
                        && field.options().isEmpty()
                        && !item.handling().prefill().containsKey(field.name()))
                .forEach(field -> faults.add(Label.of(
                        "字段 %s 的类型是 CHOICE，却没有选项：请给出 options，或由材料填写（handling: prefill）",
                        "field %s is a CHOICE with nothing to choose: give it options, or fill it from a material (handling: prefill)",
                        field.name())));
        item.fields().stream()
                .filter(field -> field.party() != null
                        && item.parties().stream()
                                .skip(1)
                                .noneMatch(party -> party.role().equals(field.party())))
                .forEach(field -> faults.add(Label.of(
                        "字段 %s 由 %s 填写，但没有这个当事人",
                        "field %s is filled in by %s, which is no party", field.name(), field.party())));
        for (ServiceItem.Party party : item.parties().stream().skip(1).toList()) {
            item.householdOf(party.role())
                    .filter(namer -> !party.isOptional()
                            || namer.equals(party.role())
                            || item.householdOf(namer).isPresent()
                            || !item.field(party.role() + "_name")
                                    .map(ServiceItem.Field::party)
                                    .equals(Optional.of(namer)))
                    .ifPresent(namer -> faults.add(Label.of(
                            "当事人 %1$s 属于 %2$s 的家庭，因此须是可选的，它的两个字段都由 %2$s 填写，而 %2$s 不属于任何家庭",
                            "party %1$s is of the household of %2$s, so it must be optional, both its fields %2$s's, and %2$s of no household",
                            party.role(),
                            namer)));
            Optional<ServiceItem.Field> id = item.field(party.role() + "_id");
            if (id.isEmpty()
                    || id.get().type() != FieldType.CITIZEN_ID
                    || item.field(party.role() + "_name").isEmpty()) {
                faults.add(Label.of(
                        "当事人 %1$s 需要类型为 CITIZEN_ID 的字段 %1$s_id 和字段 %1$s_name",
                        "party %1$s needs a field %1$s_id of type CITIZEN_ID and a field %1$s_name", party.role()));
            }
        }
    }

    private static void choices(ServiceItem item, List<Label> faults) {
        for (ServiceItem.Field field : item.fields()) {
            Set<String> values = new HashSet<>();
            field.options().stream()
                    .map(ServiceItem.Option::value)
                    .filter(value -> value.isBlank() || !values.add(value))
                    .forEach(value -> faults.add(Label.of(
                            "字段 %s 有两个选项的值都是“%s”，或有一个选项没有值",
                            "field %s has two options with the value '%s', or one without", field.name(), value)));
        }
    }

    /** A case whose process ends well without that would stand for ever. */
    private static void decided(ServiceItem item, List<Label> faults) {
        boolean decided = item.handling().tasks().stream().anyMatch(CaseProcess.UserTask::decides)
                || item.handling().decisions().stream().anyMatch(Decision::decides);
        if (!decided) {
            faults.add(
                    Label.of(
                            "没有任务或决策作出决定，办件永远不会办结：请在其中一个写上 decides: true",
                            "no task and no decision decides, so that no case would ever be completed: give one of them decides: true"));
        }
    }

    private static void partners(ServiceItem item, List<Label> faults) {
        for (Partner partner : item.handling().partners()) {
            if (item.party(partner.party())
                    .filter(ServiceItem.Party::isOptional)
                    .isEmpty()) {
                faults.add(Label.of("partner %s 不是可选的当事人", "the partner %s is not an optional party", partner.party()));
            }
            if (item.material(partner.material()).isEmpty()
                    || (partner.acquired() != null
                            && item.material(partner.acquired().material()).isEmpty())) {
                faults.add(
                        Label.of("partner %s 引用了没有声明的材料", "the partner %s names an unknown material", partner.party()));
            }
        }
    }

    private static void actions(ServiceItem item, List<Label> faults) {
        for (Wait wait : item.handling().waits()) {
            Wait.Action action = wait.action();
            if (action == null) {
                continue;
            }
            if (item.party(action.party()).isEmpty()) {
                faults.add(Label.of(
                        "%s：它的 action 属于没有声明的当事人 %s",
                        "%s: its action is the unknown party %s's", wait.id(), action.party()));
            }
            if (wait.label() == null) {
                faults.add(Label.of(
                        "%s：须告知办理的人在等什么，因此需要 label",
                        "%s: who acts must be told what is waited for, so it needs a label", wait.id()));
            }
            if (!Link.isSafe(action.href())) {
                faults.add(address(wait.id(), action.href()));
            }
            Stream.concat(action.href().places().stream(), action.text().places().stream())
                    .flatMap(place -> place.names().stream())
                    .filter(name -> name.startsWith("party."))
                    .distinct()
                    .filter(name -> isMissing(item, name.split("\\.", 3)[1]))
                    .forEach(name -> faults.add(Label.of(
                            "%s：它的 action 用到 %s，并非每个办件都有；只能用非可选的当事人",
                            "%s: its action names %s, which not every case has; only parties that are not optional can be named",
                            wait.id(),
                            name)));
        }
    }

    private static void undoings(ServiceItem item, List<Label> faults) {
        for (WriteBack target : item.handling().writeBacks()) {
            WriteBack.Undo undo = target.undo();
            if (undo == null) {
                continue;
            }
            Text href = undo.href();
            if (href != null && !Link.isSafe(href)) {
                faults.add(address(target.id(), href));
            }
            WriteBack.Told told = undo.told();
            if (told != null && item.party(told.party()).isEmpty()) {
                faults.add(Label.of(
                        "%s：它的 undo 告知没有声明的当事人 %s",
                        "%s: its undoing is told to the unknown party %s", target.id(), told.party()));
            }
        }
    }

    private static Label address(String id, Text href) {
        return Label.of(
                "%s：“%s”既不是平台内的路径，也不是 https 地址",
                "%s: '%s' is neither a path of the platform nor an https address", id, href);
    }

    /** @param name of a party, as expressions write it */
    private static boolean isMissing(ServiceItem item, String name) {
        return !name.equals("applicant")
                && item.parties().stream()
                        .noneMatch(party -> !party.isOptional()
                                && Expression.name(party.role()).equals(name));
    }
}
