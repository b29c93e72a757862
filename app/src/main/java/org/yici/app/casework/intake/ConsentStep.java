package org.yici.app.casework.intake;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.TooOftenException;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.evidence.Recheck;
import org.yici.app.casework.evidence.Representation;
import org.yici.app.casework.evidence.Stops;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.process.AwaitedData;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.exchange.Frequency;
import org.yici.app.identity.User;
import org.yici.app.service.ServiceItem.Material;
import org.yici.kernel.resource.Label;

/** A party consents, and what departments hold about it is retrieved. */
@Component
public class ConsentStep {

    /** Of one person in all cases: each consent reads data, by rights that everybody's cases share. */
    private static final int MOST_PER_MINUTE = 20;

    private final CaseStore cases;
    private final Frequency frequency;
    private final CaseReader reader;
    private final EvidenceRetrieval retrieval;
    private final CaseLog caseLog;
    private final TransactionTemplate transaction;
    private final Recheck recheck;
    private final Stops stops;
    private final Representation representation;
    private final Clock clock;

    ConsentStep(
            CaseStore cases,
            Frequency frequency,
            CaseReader reader,
            EvidenceRetrieval retrieval,
            CaseLog caseLog,
            TransactionTemplate transaction,
            Recheck recheck,
            Stops stops,
            Representation representation,
            Clock clock) {
        this.recheck = recheck;
        this.stops = stops;
        this.representation = representation;
        this.cases = cases;
        this.frequency = frequency;
        this.reader = reader;
        this.retrieval = retrieval;
        this.caseLog = caseLog;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Case consent(User user, String number) {
        if (!frequency.admits("consents|" + user.actor(), MOST_PER_MINUTE)) {
            throw new TooOftenException("You have consented " + MOST_PER_MINUTE
                    + " times within a minute, and each time data is read; wait a minute");
        }
        CaseFile before = cases.find(number)
                .filter(file -> CaseReader.maySee(user, file))
                .orElseThrow(() -> NotAllowedException.unknownCase(number));
        List<PartyRow> rows = requireConsentable(user, before);
        if (rows.stream().anyMatch(PartyRow::company)) {
            representation.require(before);
        }
        // With the case's lock: whoever closes it or takes a party's place ends what was allowed until then.
        transaction.executeWithoutResult(status -> {
            CaseFile file = cases.lock(number);
            requireSame(rows, requireConsentable(user, file), number);
            rows.forEach(row -> retrieval.consent(file, row, user.actor()));
        });
        List<Material> materials = rows.stream()
                .flatMap(row -> EvidenceRetrieval.shared(before.item, row.role()).stream())
                .filter(material -> !before.item.handling().later().contains(material.id()))
                .toList();
        List<EvidenceRow> retrieved = retrieval.retrieve(before, materials, user.actor());
        return transaction.execute(status -> consented(user, rows, retrieved, cases.lock(number)));
    }

    private Case consented(User user, List<PartyRow> before, List<EvidenceRow> retrieved, CaseFile file) {
        List<PartyRow> rows = requireConsentable(user, file);
        requireSame(before, rows, file.number);
        List<ChangeRow> changes = file.state() == State.DRAFT
                ? List.of()
                : retrieved.stream()
                        .flatMap(row -> recheck.changes(file, row).stream())
                        .toList();
        if (changes.isEmpty()) {
            recheck.adopt(file, retrieved);
        }
        rows.forEach(row -> file.put(row.consented(clock.instant(), row.company() ? row.name() : user.displayName())));
        AwaitedData.nameParties(file);
        if (file.state() == State.DRAFT) {
            file.prefill();
        }
        for (PartyRow row : rows) {
            if (EvidenceRetrieval.shared(file.item, row.role()).isEmpty()) {
                // Nothing is read about it, neither with consent nor without.
                continue;
            }
            String key = !retrieval.asksConsent(file, row)
                    ? "case.event.retrieved-by-law"
                    : row.consentedAt() == null ? "case.event.consented" : "case.event.consented-again";
            caseLog.note(file.number, CaseLog.Actor.of(user).about(row), null, key, label(file, row));
        }
        for (EvidenceRow one : retrieved) {
            Material material = file.item.material(one.material()).orElseThrow();
            String key = switch (one.status()) {
                case RETRIEVED -> "case.event.retrieved";
                case NONE -> "case.event.retrieved-none";
                case REFUSED -> "case.event.retrieved-refused";
            };
            CaseLog.Actor actor = new CaseLog.Actor(CaseLog.PLATFORM, Words.PLATFORM, one.provider());
            PartyRow about = file.party(material.party());
            caseLog.note(file.number, actor.about(about), one.leaf(), key, material.label());
        }
        if (!changes.isEmpty() && Lifecycle.allows(file.state(), Lifecycle.Event.STOP)) {
            stops.stop(file, changes);
        } else if (changes.isEmpty() && isAllThatWasMissing(file)) {
            stops.goOn(file, CaseLog.Actor.platform());
        } else {
            if (!changes.isEmpty() && ChangeRow.isForConsent(file.changes)) {
                file.changes.clear();
                file.changes.addAll(changes);
            }
            cases.save(file);
        }
        return reader.show(user, file);
    }

    private List<PartyRow> requireConsentable(User user, CaseFile file) {
        List<PartyRow> rows = file.requireParties(user);
        reader.requireSeen(user, file);
        file.require(CaseFile.CONSENTABLE);
        return rows;
    }

    private static void requireSame(List<PartyRow> before, List<PartyRow> rows, String number) {
        if (!ofSubjects(rows).equals(ofSubjects(before))) {
            throw new NotAllowedException("Only a party of case " + number + " may do this");
        }
    }

    private static Map<String, UUID> ofSubjects(List<PartyRow> rows) {
        return rows.stream().collect(Collectors.toMap(PartyRow::role, PartyRow::subject));
    }

    /** Whether the case was stopped for consents alone, and the last of them is there. What it rests on is read again by its next step. */
    private boolean isAllThatWasMissing(CaseFile file) {
        return file.state() == State.STOPPED
                && ChangeRow.isForConsent(file.changes)
                && file.parties.stream().noneMatch(party -> retrieval.lacksConsent(file, party));
    }

    private static Label label(CaseFile file, PartyRow party) {
        return file.item.party(party.role()).orElseThrow().label();
    }
}
