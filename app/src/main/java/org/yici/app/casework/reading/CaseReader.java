package org.yici.app.casework.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseEvent;
import org.yici.app.casework.CaseEvidence;
import org.yici.app.casework.CaseParty;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.SeenVersion;
import org.yici.app.casework.VersionChangedException;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.timeline.Deadlines;
import org.yici.app.casework.timeline.TimelineStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.User;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ValueType;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** Shows a case to somebody: no more than concerns them. */
@Component
public class CaseReader {
    private final TimelineStore timeline;
    private final Catalogue catalogue;
    private final ChangeWords changes;
    private final Deadlines deadlines;
    private final AwaitedActs awaited;
    private final Waits waits;
    private final EvidenceRetrieval retrieval;
    private final Exits exits;
    private final StrikeOuts corrections;
    private final PermittedActs permitted;

    CaseReader(
            TimelineStore timeline,
            Catalogue catalogue,
            ChangeWords changes,
            Deadlines deadlines,
            AwaitedActs awaited,
            Waits waits,
            EvidenceRetrieval retrieval,
            Exits exits,
            StrikeOuts corrections,
            PermittedActs permitted) {
        this.permitted = permitted;
        this.corrections = corrections;
        this.exits = exits;
        this.waits = waits;
        this.retrieval = retrieval;
        this.timeline = timeline;
        this.catalogue = catalogue;
        this.changes = changes;
        this.deadlines = deadlines;
        this.awaited = awaited;
    }

    /** Whether somebody may see a case: its parties, and the people of the departments that work on it once it is handed in. */
    public static boolean maySee(User user, CaseFile file) {
        return !(Viewer.of(user, file) instanceof Viewer.Nobody);
    }

    /**
     * The case as somebody may see it.
     *
     * @throws NotAllowedException if the user may not see it, also as the answer to an act after which the user is no party any more
     */
    public Case show(User user, CaseFile file) {
        Viewer viewer = Viewer.of(user, file);
        if (viewer instanceof Viewer.Nobody) {
            throw NotAllowedException.unknownCase(file.number);
        }
        List<TimelineStore.Entry> happened = timeline.of(file.number);
        List<Case.Result> result = file.result.stream()
                .filter(line -> CaseMasking.isFor(viewer, file, line))
                .map(line -> new Case.Result(
                        line.label(),
                        line.value(),
                        line.type() == null ? ValueType.TEXT : line.type(),
                        line.step(),
                        line.speed()))
                .toList();
        Label reason = ReasonMasking.of(viewer, file);
        Case shown = new Case(
                file.number,
                file.item.withFields(CaseMasking.form(viewer, file)),
                file.state(),
                file.parties.stream()
                        .filter(row -> !CaseMasking.hides(viewer, file, row.role()))
                        .map(row -> party(viewer, file, row))
                        .toList(),
                CaseMasking.fields(viewer, file),
                file.evidence.values().stream()
                        .filter(retrieved -> !CaseMasking.isAboutAnotherParty(viewer, file, retrieved.material()))
                        .map(retrieved -> evidence(viewer, file, retrieved))
                        .toList(),
                EventMasking.shown(viewer, file, happened).stream()
                        .map(CaseReader::event)
                        .toList(),
                file.openedAt,
                file.submittedAt,
                deadlines.of(file, happened),
                file.closedAt,
                result,
                reason == null ? null : Words.of(reason),
                0,
                changes.show(viewer, file),
                contract(viewer, file),
                waits.of(viewer, file),
                awaited.of(user, viewer, file),
                exits.of(user, viewer, file),
                CaseMasking.about(viewer, file),
                CaseMasking.needed(viewer, file),
                corrections.of(user, viewer, file),
                permitted.of(user, file));
        return shown.withVersion(ShownVersion.of(shown));
    }

    /** @throws VersionChangedException if the user has said which version the act is meant for, and is shown another one by now */
    public void requireSeen(User user, CaseFile file) {
        SeenVersion.require(file.number, () -> show(user, file).version());
    }

    /** Whoever has still to consent reads it afterwards, with the rest; who is of a household does not agree to it. */
    private static Case.@Nullable Contract contract(Viewer viewer, CaseFile file) {
        boolean consented = !(viewer instanceof Viewer.Party party)
                || party.rows().stream()
                        .anyMatch(row -> row.consentedAt() != null && Agreement.isOfTheContract(file, row));
        return Agreement.of(file)
                .filter(now -> consented)
                .map(now -> new Case.Contract(
                        now.label(), Words.of(now.text()), now.shown(), Household.agreed(viewer, file, now)))
                .orElse(null);
    }

    private CaseParty party(Viewer viewer, CaseFile file, PartyRow party) {
        return new CaseParty(
                party.role(),
                CaseMasking.identifier(viewer, file, party),
                party.name(),
                party.subject(),
                party.consentedAt(),
                Household.confirmedAt(viewer, file, party),
                viewer instanceof Viewer.Party taking && taking.is(party.role()),
                mustConsentAgain(viewer, file, party));
    }

    /** Whether a party's own consent is missing again. */
    public boolean mustConsentAgain(Viewer viewer, CaseFile file, PartyRow row) {
        return row.consentedAt() != null
                && file.takesConsent()
                && viewer instanceof Viewer.Party party
                && party.is(row.role())
                && retrieval.lacksConsent(file, row);
    }

    /** Everybody sees that a material was retrieved; its values and how many records there are only the party it is about and the department that retrieved it. */
    private CaseEvidence evidence(Viewer viewer, CaseFile file, EvidenceRow retrieved) {
        ServiceItem.Material material = file.item.material(retrieved.material()).orElseThrow();
        boolean open = CaseMasking.seesValues(viewer, material);
        Optional<EvidenceRow.EvidenceRecord> record = retrieved.record(file.item.handling(), file.fields);
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Label> labels = new LinkedHashMap<>();
        if (open && record.isPresent()) {
            Optional<Resource> resource = catalogue.resource(EvidenceRetrieval.resource(material));
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
                retrieved.material(),
                retrieved.status(),
                retrieved.provider(),
                values,
                labels,
                open ? retrieved.records().size() : 0,
                record.map(EvidenceRow.EvidenceRecord::sourceTime).orElse(null),
                retrieved.retrievedAt(),
                retrieved.rule(),
                retrieved.leaf());
    }

    private static CaseEvent event(TimelineStore.Entry entry) {
        List<String> arguments = entry.arguments().stream().map(Words::of).toList();
        return new CaseEvent(
                entry.at(),
                entry.key(),
                arguments,
                Words.of(entry.actor()),
                entry.department(),
                entry.step(),
                EventMasking.isRoutine(entry.key()),
                entry.leaf());
    }
}
