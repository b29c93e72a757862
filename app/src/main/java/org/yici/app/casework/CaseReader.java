package org.yici.app.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.CaseEvidence;
import org.yici.app.casework.Case.CaseParty;
import org.yici.app.casework.Case.State;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** Shows a case to somebody: no more than concerns them. */
@Component
class CaseReader {
    private final TimelineStore timeline;
    private final Catalogue catalogue;
    private final Changes changes;
    private final WorkingDays days;
    private final Waits waits;
    private final Drawing drawing;
    private final Exits exits;

    CaseReader(
            TimelineStore timeline,
            Catalogue catalogue,
            Changes changes,
            WorkingDays days,
            Waits waits,
            Drawing drawing,
            Exits exits) {
        this.exits = exits;
        this.waits = waits;
        this.drawing = drawing;
        this.timeline = timeline;
        this.catalogue = catalogue;
        this.changes = changes;
        this.days = days;
    }

    /** Whether somebody may see a case: its parties, and the people of the departments that work on it once it is handed in. */
    static boolean maySee(User user, CaseFile file) {
        return file.opener.citizenId().equals(user.citizenId())
                || (file.state() != State.DRAFT && (file.partyOf(user).isPresent() || worksOn(user, file.item)));
    }

    static boolean worksOn(User user, ServiceItem item) {
        return (user.is(Role.CLERK) || user.is(Role.APPROVER))
                && user.department() != null
                && (item.department().equals(user.department())
                        || item.handling().tasks().stream()
                                .anyMatch(task -> task.department().equals(user.department())));
    }

    Case show(User user, CaseFile file) {
        Map<String, String> result = new LinkedHashMap<>();
        file.result.stream()
                .filter(line -> CaseMasking.isFor(user, file, line))
                .forEach(line -> result.put(Words.of(line.label()), line.value()));
        Label reason = CaseMasking.reason(user, file);
        return new Case(
                file.number,
                file.item.withFields(CaseMasking.form(user, file)),
                file.state(),
                file.parties.stream()
                        .filter(party -> !CaseMasking.hides(user, file, party.role()))
                        .map(party -> party(user, file, party))
                        .toList(),
                CaseMasking.fields(user, file),
                file.evidence.values().stream()
                        .filter(drawn -> !CaseMasking.isAboutAnotherParty(user, file, drawn.material()))
                        .map(drawn -> evidence(user, file, drawn))
                        .toList(),
                timeline.of(file.number).stream()
                        .filter(entry -> !CaseMasking.tellsOfAnotherParty(user, file, entry))
                        .map(entry -> event(CaseMasking.shown(user, file, entry)))
                        .toList(),
                file.openedAt,
                file.submittedAt,
                file.promisedBy,
                statutory(file),
                file.closedAt,
                result,
                reason == null ? null : Words.of(reason),
                file.version,
                changes.show(user, file),
                contract(user, file),
                waits.of(user, file),
                exits.of(user, file));
    }

    /** Whoever has still to consent reads it afterwards, with the rest; who is of a household does not agree to it. */
    private static Case.@Nullable Contract contract(User user, CaseFile file) {
        boolean consented = file.partyOf(user)
                .map(party -> party.consentedAt() != null && Agreement.isOfTheContract(file, party))
                .orElse(true);
        return Agreement.of(file)
                .filter(now -> consented)
                .map(now -> new Case.Contract(now.label(), Words.of(now.text()), now.shown(), now.agreed(file)))
                .orElse(null);
    }

    private Case.@Nullable Statutory statutory(CaseFile file) {
        LocalDate due = file.dueOn;
        Instant submitted = file.submittedAt;
        if (due == null || submitted == null) {
            return null;
        }
        LocalDate begin = LocalDate.ofInstant(submitted, Facts.ZONE);
        return new Case.Statutory(due, !days.isNoticed(begin, due));
    }

    private CaseParty party(User user, CaseFile file, PartyRow party) {
        return new CaseParty(
                party.role(),
                CaseMasking.identifier(user, file, party),
                party.name(),
                party.subject(),
                party.consentedAt(),
                party.confirmedAt(),
                mustConsentAgain(user, file, party));
    }

    private boolean mustConsentAgain(User user, CaseFile file, PartyRow party) {
        return party.consentedAt() != null
                && Consenting.isPossible(file)
                && file.partyOf(user).filter(party::equals).isPresent()
                && drawing.lacksConsent(file, party);
    }

    /** Whether somebody may see a material's values: the party that it is about, and the department that retrieved it. */
    static boolean seesValues(User user, CaseFile file, ServiceItem.Material material) {
        return file.partyOf(user)
                        .filter(party -> party.role().equals(material.party()))
                        .isPresent()
                || (user.department() != null && user.department().equals(material.consumer()));
    }

    /** Everybody sees that a material was drawn; its values only the party it is about and the department that drew it. */
    private CaseEvidence evidence(User user, CaseFile file, EvidenceRow drawn) {
        ServiceItem.Material material = file.item.material(drawn.material()).orElseThrow();
        boolean open = seesValues(user, file, material);
        Optional<EvidenceRow.Drawn> record = drawn.record(file.item.handling(), file.fields);
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Label> labels = new LinkedHashMap<>();
        if (open && record.isPresent()) {
            Optional<Resource> resource = catalogue.resource(Drawing.resource(material));
            for (String name : material.items()) {
                String value = record.get().values().get(name);
                if (value != null) {
                    values.put(name, value);
                    labels.put(
                            name,
                            resource.flatMap(found -> found.item(name))
                                    .map(Item::label)
                                    .orElse(Words.same(name)));
                }
            }
        }
        return new CaseEvidence(
                drawn.material(),
                drawn.status(),
                drawn.provider(),
                values,
                labels,
                drawn.records().size(),
                record.map(EvidenceRow.Drawn::sourceTime).orElse(null),
                drawn.drawnAt(),
                drawn.rule(),
                drawn.leaf());
    }

    private static Case.Event event(TimelineStore.Entry entry) {
        List<String> arguments = entry.arguments().stream().map(Words::of).toList();
        return new Case.Event(
                entry.at(), entry.key(), arguments, Words.of(entry.actor()), entry.department(), entry.leaf());
    }
}
