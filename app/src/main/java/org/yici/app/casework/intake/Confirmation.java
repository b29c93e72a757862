package org.yici.app.casework.intake;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.process.Rules;
import org.yici.app.casework.reading.Agreement;
import org.yici.app.casework.reading.Household;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.FieldType;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

/** What the other parties do with a case that was handed in for their confirmation. */
@Component
public class Confirmation {
    /** The field under which it is said that a reason for declining is missing or too long. */
    private static final String REASON = "reason";

    private final CaseStore cases;
    private final Submission handIn;
    private final Naming naming;
    private final PartyReplacement replacements;
    private final Rules rules;
    private final CaseLog caseLog;
    private final Clock clock;

    Confirmation(
            CaseStore cases,
            Submission handIn,
            Naming naming,
            PartyReplacement replacements,
            Rules rules,
            CaseLog caseLog,
            Clock clock) {
        this.cases = cases;
        this.handIn = handIn;
        this.naming = naming;
        this.replacements = replacements;
        this.rules = rules;
        this.caseLog = caseLog;
        this.clock = clock;
    }

    /** The role that somebody acts in: of several roles of one person, the first that has still to confirm. */
    private static PartyRow toAct(User user, CaseFile file, String applicants) {
        List<PartyRow> rows = file.requireParties(user);
        file.require(State.AWAITING_PARTY);
        List<PartyRow> others = rows.stream().filter(row -> row.ordinal() > 0).toList();
        return others.stream()
                .filter(row -> row.confirmedAt() == null)
                .findFirst()
                .or(() -> others.stream().findFirst())
                .orElseThrow(() -> new NotAllowedException(applicants));
    }

    /** Saves the case and lets its process go on, which may save it again: the file is stale afterwards. */
    public void confirm(User user, CaseFile file, @Nullable String seen, Map<String, String> typed) {
        PartyRow party = toAct(user, file, "The applicant need not confirm; the other parties must");
        if (party.consentedAt() == null) {
            throw new IllegalCaseStateException(
                    "Case " + file.number + ": consent to the reading of the materials first");
        }
        if (party.confirmedAt() != null) {
            throw new IllegalCaseStateException("Case " + file.number + ": you have confirmed already");
        }
        borneOut(file, party);
        fillIn(user, file, party, typed);
        file.put(party.confirmed(clock.instant()));
        prove(user, file, party, "confirmed", Agreement.agree(file, party, seen));
        tellOthers(file, party, "confirmed");
        boolean all = byAll(file);
        if (all && file.resumesAt != null) {
            handIn.goOn(file);
        } else if (all) {
            file.move(Lifecycle.Event.CONFIRM);
            cases.save(file);
            handIn.tell(file, Submission.CONFIRMED);
        } else {
            cases.save(file);
        }
    }

    /** What only this party knows, such as who is of its household. */
    private void fillIn(User user, CaseFile file, PartyRow party, Map<String, String> typed) {
        List<ServiceItem.Field> form = file.item.fieldsOf(party.role());
        Map<String, String> values = FieldChecks.check(form, typed);
        Map<String, String> before = new LinkedHashMap<>(file.fields);
        before.keySet().retainAll(form.stream().map(ServiceItem.Field::name).toList());
        if (file.isPartlyApproved() && !before.equals(values)) {
            throw new InvalidFieldsException(Submission.frozen(before, values));
        }
        naming.name(user, file, party.role(), values);
        form.forEach(field -> file.fields.remove(field.name()));
        file.fields.putAll(values);
    }

    private void borneOut(CaseFile file, PartyRow party) {
        try {
            Map<String, String> faults = rules.unconfirmed(file, party);
            if (!faults.isEmpty()) {
                throw new InvalidFieldsException(faults);
            }
        } catch (EvidenceRefusedException e) {
            if (e.passesByItself()) {
                throw e.unreadable(file.number);
            }
            throw new IllegalCaseStateException("Case " + file.number + ": " + e.getMessage()
                    + ", so it cannot be checked that you are meant; give your consent again");
        }
    }

    public static boolean byAll(CaseFile file) {
        return file.parties.stream().skip(1).allMatch(party -> party.confirmedAt() != null);
    }

    /** Whether each party, the applicant too, agreed to the contract as it is now. */
    public static boolean isAgreed(CaseFile file) {
        return file.parties.stream().allMatch(party -> Agreement.stands(file, party));
    }

    public void decline(User user, CaseFile file, String reason) {
        PartyRow party = toAct(user, file, "The applicant withdraws; the other parties decline");
        if (party.confirmedAt() != null) {
            throw new IllegalCaseStateException("Case " + file.number + ": you have confirmed already");
        }
        ServiceItem.Field field =
                new ServiceItem.Field(REASON, new Label("原因", "Reason"), null, FieldType.TEXT, true, List.of());
        String why = FieldChecks.check(List.of(field), Map.of(REASON, reason)).getOrDefault(REASON, "");
        Optional<String> namer = file.item.householdOf(party.role());
        if (namer.isPresent()) {
            requireNothingApproved(file);
            prove(user, file, party, "declined", Map.of(), Words.same(why));
            leave(user, file, party, namer.get());
            return;
        }
        file.move(Lifecycle.Event.DECLINE);
        file.reason = Words.same(why);
        prove(user, file, party, "declined", Map.of(), Words.same(why));
        cases.save(file);
    }

    /** Whoever is of a household and does not consent is no party; the one who named that person has to confirm again, and nobody else knows. */
    private void leave(User user, CaseFile file, PartyRow party, String namer) {
        dismiss(user, file, party);
        unconfirm(file, file.party(namer));
        cases.save(file);
    }

    /** As long as others have still to confirm, a party may take the own confirmation back, and with it whom it named as its household. */
    public void takeBack(User user, CaseFile file) {
        List<PartyRow> rows = file.requireParties(user);
        file.require(State.AWAITING_PARTY);
        List<PartyRow> confirmed = rows.stream()
                .filter(row -> row.ordinal() > 0 && row.confirmedAt() != null)
                .toList();
        if (confirmed.isEmpty()) {
            throw new IllegalCaseStateException("Case " + file.number + ": you have not confirmed");
        }
        requireNothingApproved(file);
        for (PartyRow party : confirmed) {
            boolean whole = Household.isWhole(file, Household.head(file.item, party.role()));
            unconfirm(file, party);
            prove(user, file, party, "taken-back", Map.of());
            if (whole) {
                announce(file, party, "taken-back");
            }
            for (PartyRow other : List.copyOf(file.parties)) {
                if (file.item.householdOf(other.role()).equals(Optional.of(party.role()))) {
                    dismiss(user, file, other);
                }
            }
        }
        cases.save(file);
    }

    private void dismiss(User user, CaseFile file, PartyRow party) {
        replacements.dismiss(user, file, party);
        file.parties.removeIf(row -> row.role().equals(party.role()));
        file.fields.keySet().removeAll(List.of(party.role() + "_id", party.role() + "_name"));
    }

    private static void unconfirm(CaseFile file, PartyRow party) {
        Agreement.retract(file, party);
        file.put(party.confirmed(null));
    }

    /** What a department approved rests on the household as it is. */
    private static void requireNothingApproved(CaseFile file) {
        if (file.isPartlyApproved()) {
            throw new IllegalCaseStateException(
                    "Case " + file.number
                            + ": a department has approved a part of it, so the household stays as it is; the applicant can withdraw the case");
        }
    }

    /** To everybody outside of a household its namer stands for it. */
    private void tellOthers(CaseFile file, PartyRow party, String outcome) {
        if (Household.isWhole(file, Household.head(file.item, party.role()))) {
            announce(file, party, outcome);
        }
    }

    private void announce(CaseFile file, PartyRow party, String outcome) {
        String head = Household.head(file.item, party.role());
        if (Household.isDeclared(file.item, head)) {
            PartyRow namer = file.party(head);
            CaseLog.Actor actor = new CaseLog.Actor(CaseLog.PLATFORM, Words.same(namer.name()), null);
            caseLog.note(file.number, actor.about(namer), null, "case.event.household-" + outcome);
        }
    }

    private void prove(
            User user, CaseFile file, PartyRow party, String outcome, Map<String, String> more, Label... arguments) {
        Map<String, String> details = new LinkedHashMap<>(more);
        details.put("role", party.role());
        details.put("outcome", outcome);
        caseLog.prove(
                file,
                Act.Kind.CONFIRMATION,
                CaseLog.Actor.of(user).about(party),
                party.subject(),
                details,
                "case.event." + outcome,
                arguments);
    }
}
