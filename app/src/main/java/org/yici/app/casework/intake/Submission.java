package org.yici.app.casework.intake;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.flowable.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.evidence.Claims;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.reading.Agreement;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.timeline.CaseTime;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ItemShelf;
import org.yici.app.service.Wait;
import org.yici.kernel.resource.Label;

/** Handing a case in, and handing a supplement in. */
@Component
public class Submission {
    /** ExpressionContext of this name tell that a department approved: what it approved cannot be changed any more. */
    public static final String APPROVED = "approved.";

    static final String CONFIRMED = "confirmed";
    private static final String SUPPLEMENTED = "supplemented";

    private final CaseStore cases;
    private final CaseLog caseLog;
    private final CaseTime time;
    private final PartyReplacement replacements;
    private final Claims claims;
    private final Naming naming;
    private final RuntimeService processes;
    private final ItemShelf shelf;
    private final Clock clock;

    Submission(
            CaseStore cases,
            CaseLog caseLog,
            CaseTime time,
            PartyReplacement replacements,
            Claims claims,
            Naming naming,
            RuntimeService processes,
            ItemShelf shelf,
            Clock clock) {
        this.cases = cases;
        this.caseLog = caseLog;
        this.time = time;
        this.replacements = replacements;
        this.claims = claims;
        this.naming = naming;
        this.processes = processes;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Saves the case and lets its process go on, which may save it again: the file is stale afterwards. */
    public void submit(User user, CaseFile file, Map<String, String> typed, @Nullable String seen) {
        file.require(State.DRAFT, State.SUPPLEMENT);
        if (file.parties.getFirst().consentedAt() == null) {
            throw new IllegalCaseStateException(
                    "Case " + file.number + ": consent to the reading of the materials first");
        }
        Map<String, String> before = form(file);
        Map<String, String> values = FieldChecks.check(file.form(), typed);
        if (file.state() == State.DRAFT) {
            file.fillIn(values);
            FormCheck.require(file);
        }
        naming.name(user, file, null, values);
        if (file.state() == State.DRAFT) {
            begin(user, file, seen);
        } else {
            Map<String, String> fields = new LinkedHashMap<>(values);
            String answer = fields.remove(CaseFile.ANSWER);
            supplement(user, file, before, fields, answer == null ? "" : answer);
        }
    }

    private void begin(User user, CaseFile file, @Nullable String seen) {
        file.submittedAt = clock.instant();
        boolean byRules = file.item.isDecidedByRules();
        boolean complete = byRules && !lacksData(file);
        if (byRules) {
            file.move(!complete ? Lifecycle.Event.HAND_IN_BEFORE_DATA : Lifecycle.Event.HAND_IN_TO_RULES);
        } else {
            file.move(file.parties.size() > 1 ? Lifecycle.Event.HAND_IN_FOR_CONFIRMATION : Lifecycle.Event.HAND_IN);
        }
        claims.hold(file);
        Map<String, String> details = new LinkedHashMap<>(Agreement.agree(file, file.parties.getFirst(), seen));
        details.put("item", file.item.slug());
        prove(user, file, Act.Kind.APPLICATION, "case.event.submitted", details);
        if (complete) {
            time.begin(file);
        }
        cases.save(file);
        // Steps without flowable:async run in here and save the case; the file is stale afterwards.
        cases.started(
                file.number,
                processes
                        .createProcessInstanceBuilder()
                        .processDefinitionId(shelf.process(file.item))
                        .businessKey(file.number)
                        .start()
                        .getId());
    }

    private static boolean lacksData(CaseFile file) {
        return file.item.handling().waits().stream()
                .filter(Wait::opens)
                .map(wait -> file.evidence.get(wait.material()))
                .anyMatch(retrieved -> retrieved == null || retrieved.status() != Status.RETRIEVED);
    }

    private void supplement(
            User user, CaseFile file, Map<String, String> before, Map<String, String> values, String answer) {
        boolean changed = !before.equals(values);
        if (!changed && answer.isEmpty()) {
            throw new InvalidFieldsException(Map.of(CaseFile.ANSWER, "field.error.required"));
        }
        if (changed && file.isPartlyApproved()) {
            throw new InvalidFieldsException(frozen(before, values));
        }
        file.fillIn(values);
        if (!answer.isEmpty()) {
            file.fields.put(CaseFile.ANSWER, answer);
        }
        file.reason = null;
        Map<String, String> details = new LinkedHashMap<>(Agreement.agree(file, file.parties.getFirst(), null));
        details.put("item", file.item.slug());
        details.put("supplement", changed ? "fields" : "answer");
        file.parties.stream()
                .skip(1)
                .filter(party -> party.confirmedAt() != null && !Agreement.stands(file, party))
                .toList()
                .forEach(party -> file.put(party.confirmed(null)));
        // Whoever confirmed other values must confirm these, and whoever declined must still confirm.
        if (changed) {
            file.parties.stream().skip(1).toList().forEach(party -> file.put(party.confirmed(null)));
        }
        claims.hold(file);
        boolean confirmed = Confirmation.byAll(file);
        prove(
                user,
                file,
                Act.Kind.APPLICATION,
                changed && !confirmed ? "case.event.supplemented-changed" : "case.event.supplemented",
                details,
                Words.same(answer));
        if (confirmed) {
            goOn(file);
        } else {
            file.move(Lifecycle.Event.HAND_IN_FOR_CONFIRMATION);
            cases.save(file);
        }
    }

    static Map<String, String> frozen(Map<String, String> before, Map<String, String> values) {
        Map<String, String> faults = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                faults.put(name, "field.error.frozen");
            }
        });
        before.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> faults.put(name, "field.error.frozen"));
        return faults;
    }

    /** Saves a supplemented case and lets it go on where it was; the file is stale afterwards. */
    void goOn(CaseFile file) {
        State target = Objects.requireNonNull(file.resumesAt, "A supplemented case knows where it goes on");
        boolean confirmed = file.state() == State.AWAITING_PARTY;
        if (target == State.SUBMITTED) {
            file.move(confirmed ? Lifecycle.Event.CONFIRM : Lifecycle.Event.HAND_IN);
        } else {
            file.move(confirmed ? Lifecycle.Event.CONFIRM_AGAIN : Lifecycle.Event.RESUME);
        }
        file.resumesAt = null;
        replacements.decideAnew(file);
        cases.save(file);
        tell(file, SUPPLEMENTED);
    }

    void tell(CaseFile file, String message) {
        processes
                .createExecutionQuery()
                .processInstanceId(file.process)
                .messageEventSubscriptionName(message)
                .list()
                .forEach(execution -> processes.messageEventReceived(message, execution.getId()));
    }

    private static Map<String, String> form(CaseFile file) {
        Map<String, String> form = new LinkedHashMap<>(file.fields);
        form.keySet()
                .removeIf(name -> file.item
                        .field(name)
                        .filter(field -> field.party() == null)
                        .isEmpty());
        return form;
    }

    private void prove(
            User user, CaseFile file, Act.Kind kind, String key, Map<String, String> details, Label... arguments) {
        PartyRow party = file.parties.getFirst();
        caseLog.prove(file, kind, CaseLog.Actor.of(user), party.subject(), details, key, arguments);
    }
}
