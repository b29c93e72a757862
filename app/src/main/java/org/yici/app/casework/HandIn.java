package org.yici.app.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.flowable.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.CaseEvidence.Status;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;

/** Handing a case in, and handing a supplement in. */
@Component
class HandIn {
    /** What an applicant answers to a request for supplement, beside the item's own fields. */
    static final String ANSWER = "supplement";

    static final ServiceItem.Field ANSWER_FIELD = new ServiceItem.Field(
            ANSWER,
            new Label("补正说明", "Answer to the request"),
            new Label("不修改内容时必填", "Needed if nothing else is changed"),
            "TEXT",
            false,
            List.of());

    /** Facts of this name tell that a department approved: what it approved cannot be changed any more. */
    static final String APPROVED = "approved.";

    static final String CONFIRMED = "confirmed";
    private static final String SUPPLEMENTED = "supplemented";

    private final CaseStore cases;
    private final Journal journal;
    private final WorkingDays days;
    private final Replacements replacements;
    private final Claims claims;
    private final Partners partners;
    private final Subjects subjects;
    private final RuntimeService processes;
    private final Clock clock;

    HandIn(
            CaseStore cases,
            Journal journal,
            WorkingDays days,
            Replacements replacements,
            Claims claims,
            Partners partners,
            Subjects subjects,
            RuntimeService processes,
            Clock clock) {
        this.cases = cases;
        this.journal = journal;
        this.days = days;
        this.replacements = replacements;
        this.claims = claims;
        this.partners = partners;
        this.subjects = subjects;
        this.processes = processes;
        this.clock = clock;
    }

    /** Saves the case and lets its process go on, which may save it again: the file is stale afterwards. */
    void submit(User user, CaseFile file, Map<String, String> typed, @Nullable String seen) {
        file.require(State.DRAFT, State.SUPPLEMENT);
        if (file.parties.getFirst().consentedAt() == null) {
            throw new IllegalCaseStateException(
                    "Case " + file.number + ": consent to the drawing of the materials first");
        }
        Map<String, String> before = form(file);
        Map<String, String> values = FieldChecks.check(file.form(), typed);
        otherParties(user, file, values);
        if (file.state() == State.DRAFT) {
            file.fields.clear();
            file.fields.putAll(values);
            begin(user, file, seen);
        } else {
            Map<String, String> fields = new LinkedHashMap<>(values);
            String answer = fields.remove(ANSWER);
            supplement(user, file, before, fields, answer == null ? "" : answer);
        }
    }

    /** The other parties are who the form says; whoever is new there has neither consented nor confirmed. */
    private void otherParties(User user, CaseFile file, Map<String, String> values) {
        Map<String, String> faults = new HashMap<>();
        List<ServiceItem.Party> roles = file.item.parties();
        for (int i = 1; i < roles.size(); i++) {
            String role = roles.get(i).role();
            String identifier = values.getOrDefault(role + "_id", "");
            String name = values.getOrDefault(role + "_name", "");
            Optional<PartyRow> known = file.parties.stream()
                    .filter(party -> party.role().equals(role))
                    .findFirst();
            Optional<String> fault = partners.fault(file, role, identifier, values);
            if (fault.isPresent()) {
                faults.put(role + "_id", fault.get());
                continue;
            }
            if (identifier.isEmpty() && roles.get(i).isOptional()) {
                known.ifPresent(old -> {
                    replacements.dismiss(user, file, old);
                    file.parties.remove(old);
                });
                continue;
            }
            if (name.isEmpty()) {
                faults.put(role + "_name", "field.error.required");
                continue;
            }
            if (file.parties.stream()
                    .anyMatch(party ->
                            !party.role().equals(role) && party.identifier().equals(identifier))) {
                faults.put(role + "_id", "field.error.same-person");
                continue;
            }
            if (known.filter(party -> party.identifier().equals(identifier)).isPresent()) {
                file.put(known.get().called(name));
                continue;
            }
            known.ifPresent(old -> replacements.dismiss(user, file, old));
            file.put(new PartyRow(
                    role, i, identifier, name, subjects.of(ItemType.CITIZEN_ID, identifier), false, null, null));
        }
        if (!faults.isEmpty()) {
            throw new InvalidFieldsException(faults);
        }
    }

    private void begin(User user, CaseFile file, @Nullable String seen) {
        Instant now = clock.instant();
        ServiceItem.Guide guide = file.item.guide();
        file.submittedAt = now;
        file.promisedBy = now.plus(Duration.ofMinutes(guide.promisedMinutes()));
        file.dueOn = days.after(LocalDate.ofInstant(now, Facts.ZONE), guide.statutoryDays());
        boolean instant = file.item.kind() == ServiceItem.Kind.INSTANT;
        if (instant) {
            file.acceptedAt = now;
            file.move(lacksData(file) ? Lifecycle.Event.HAND_IN_BEFORE_DATA : Lifecycle.Event.HAND_IN_TO_RULES);
        } else {
            file.move(file.parties.size() > 1 ? Lifecycle.Event.HAND_IN_FOR_CONFIRMATION : Lifecycle.Event.HAND_IN);
        }
        claims.hold(file);
        Map<String, String> details = new LinkedHashMap<>(Agreement.agree(file, file.requireParty(user), seen));
        details.put("item", file.item.slug());
        prove(user, file, Act.Kind.APPLICATION, "case.event.submitted", details);
        cases.save(file);
        // Steps without flowable:async run in here and save the case; the file is stale afterwards.
        cases.started(
                file.number,
                processes
                        .createProcessInstanceBuilder()
                        .processDefinitionKey(file.item.process())
                        .businessKey(file.number)
                        .start()
                        .getId());
    }

    private static boolean lacksData(CaseFile file) {
        return file.item.handling().waits().stream()
                .filter(Handling.Wait::opens)
                .map(wait -> file.evidence.get(wait.material()))
                .anyMatch(drawn -> drawn == null || drawn.status() != Status.DRAWN);
    }

    private void supplement(
            User user, CaseFile file, Map<String, String> before, Map<String, String> values, String answer) {
        boolean changed = !before.equals(values);
        if (!changed && answer.isEmpty()) {
            throw new InvalidFieldsException(Map.of(ANSWER, "field.error.required"));
        }
        if (changed && file.facts.keySet().stream().anyMatch(name -> name.startsWith(APPROVED))) {
            throw new InvalidFieldsException(frozen(before, values));
        }
        file.fields.clear();
        file.fields.putAll(values);
        if (!answer.isEmpty()) {
            file.fields.put(ANSWER, answer);
        }
        file.reason = null;
        Map<String, String> details = new LinkedHashMap<>(Agreement.agree(file, file.requireParty(user), null));
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
        boolean confirmed = Confirming.byAll(file);
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

    private static Map<String, String> frozen(Map<String, String> before, Map<String, String> values) {
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
        form.remove(ANSWER);
        return form;
    }

    private void prove(
            User user, CaseFile file, Act.Kind kind, String key, Map<String, String> details, Label... arguments) {
        PartyRow party = file.requireParty(user);
        journal.prove(file, kind, Journal.Actor.of(user), party.subject(), details, key, arguments);
    }
}
