package org.yici.app.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Text;

/** Finds what does not fit in who takes part, what each party fills in, and what it is asked to do elsewhere. */
final class PartyValidation {
    private PartyValidation() {}

    static void faults(ServiceItem item, List<String> faults) {
        choices(item, faults);
        decided(item, faults);
        parties(item, faults);
        partners(item, faults);
        actions(item, faults);
        undoings(item, faults);
    }

    private static void parties(ServiceItem item, List<String> faults) {
        if (item.parties().isEmpty()) {
            faults.add("it has no party");
        }
        item.fields().stream()
                .filter(field -> field.type() == FieldType.CHOICE
                        && field.options().isEmpty()
                        && !item.handling().prefill().containsKey(field.name()))
                .forEach(
                        field -> faults.add(
                                "field " + field.name()
                                        + " is a CHOICE with nothing to choose: give it options, or fill it from a material (handling: prefill)"));
        item.fields().stream()
                .filter(field -> field.party() != null
                        && item.parties().stream()
                                .skip(1)
                                .noneMatch(party -> party.role().equals(field.party())))
                .forEach(field -> faults.add(
                        "field " + field.name() + " is filled in by " + field.party() + ", which is no party"));
        for (ServiceItem.Party party : item.parties().stream().skip(1).toList()) {
            item.householdOf(party.role())
                    .filter(namer -> !party.isOptional()
                            || namer.equals(party.role())
                            || item.householdOf(namer).isPresent()
                            || !item.field(party.role() + "_name")
                                    .map(ServiceItem.Field::party)
                                    .equals(Optional.of(namer)))
                    .ifPresent(namer -> faults.add("party " + party.role() + " is of the household of " + namer
                            + ", so it must be optional, both its fields " + namer
                            + "'s, and " + namer + " of no household"));
            Optional<ServiceItem.Field> id = item.field(party.role() + "_id");
            if (id.isEmpty()
                    || id.get().type() != FieldType.CITIZEN_ID
                    || item.field(party.role() + "_name").isEmpty()) {
                faults.add("party " + party.role() + " needs a field " + party.role()
                        + "_id of type CITIZEN_ID and a field " + party.role() + "_name");
            }
        }
    }

    private static void choices(ServiceItem item, List<String> faults) {
        for (ServiceItem.Field field : item.fields()) {
            Set<String> values = new HashSet<>();
            field.options().stream()
                    .map(ServiceItem.Option::value)
                    .filter(value -> value.isBlank() || !values.add(value))
                    .forEach(value -> faults.add("field " + field.name() + " has two options with the value '" + value
                            + "', or one without"));
        }
    }

    /** A case whose process ends well without that would stand for ever. */
    private static void decided(ServiceItem item, List<String> faults) {
        boolean decided = item.handling().tasks().stream().anyMatch(CaseProcess.UserTask::decides)
                || item.handling().decisions().stream().anyMatch(Decision::decides);
        if (!decided) {
            faults.add(
                    "no task and no decision decides, so that no case would ever be completed: give one of them decides: true");
        }
    }

    private static void partners(ServiceItem item, List<String> faults) {
        for (Partner partner : item.handling().partners()) {
            if (item.party(partner.party())
                    .filter(ServiceItem.Party::isOptional)
                    .isEmpty()) {
                faults.add("the partner " + partner.party() + " is not an optional party");
            }
            if (item.material(partner.material()).isEmpty()
                    || (partner.acquired() != null
                            && item.material(partner.acquired().material()).isEmpty())) {
                faults.add("the partner " + partner.party() + " names an unknown material");
            }
        }
    }

    private static void actions(ServiceItem item, List<String> faults) {
        for (Wait wait : item.handling().waits()) {
            Wait.Action action = wait.action();
            if (action == null) {
                continue;
            }
            if (item.party(action.party()).isEmpty()) {
                faults.add(wait.id() + ": its action is the unknown party " + action.party() + "'s");
            }
            if (wait.label() == null) {
                faults.add(wait.id() + ": who acts must be told what is waited for, so it needs a label");
            }
            if (!Link.isSafe(action.href())) {
                faults.add(
                        wait.id() + ": '" + action.href() + "' is neither a path of the platform nor an https address");
            }
            Stream.concat(action.href().places().stream(), action.text().places().stream())
                    .flatMap(place -> place.names().stream())
                    .filter(name -> name.startsWith("party."))
                    .distinct()
                    .filter(name -> isMissing(item, name.split("\\.", 3)[1]))
                    .forEach(name -> faults.add(wait.id() + ": its action names " + name
                            + ", which not every case has; only parties that are not optional can be named"));
        }
    }

    private static void undoings(ServiceItem item, List<String> faults) {
        for (WriteBack target : item.handling().writeBacks()) {
            WriteBack.Undo undo = target.undo();
            if (undo == null) {
                continue;
            }
            Text href = undo.href();
            if (href != null && !Link.isSafe(href)) {
                faults.add(target.id() + ": '" + href + "' is neither a path of the platform nor an https address");
            }
            WriteBack.Told told = undo.told();
            if (told != null && item.party(told.party()).isEmpty()) {
                faults.add(target.id() + ": its undoing is told to the unknown party " + told.party());
            }
        }
    }

    /** @param name of a party, as expressions write it */
    private static boolean isMissing(ServiceItem item, String name) {
        return !name.equals("applicant")
                && item.parties().stream()
                        .noneMatch(party -> !party.isOptional()
                                && Expression.name(party.role()).equals(name));
    }
}
