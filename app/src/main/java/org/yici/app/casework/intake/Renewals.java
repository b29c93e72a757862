package org.yici.app.casework.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowable.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.BoundByResultException;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.casework.EvidenceChange;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.evidence.Claims;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.evidence.Recheck;
import org.yici.app.casework.evidence.Representation;
import org.yici.app.casework.evidence.Stops;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.casework.process.WriteBacks;
import org.yici.app.casework.reading.CaseMasking;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.casework.reading.Viewer;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.timeline.TimelineStore;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.kernel.resource.Label;

/** What can be done with a stopped case so that it goes on: its evidence is renewed. */
@Component
public class Renewals {
    private final CaseStore cases;
    private final Recheck recheck;
    private final Stops stops;
    private final Claims claims;
    private final WaitStore waits;
    private final WriteBacks writeBacks;
    private final TimelineStore timeline;
    private final CaseLog caseLog;
    private final Representation representation;
    private final EvidenceRetrieval retrieval;
    private final CaseReader reader;
    private final RuntimeService processes;
    private final TransactionTemplate transaction;

    Renewals(
            CaseStore cases,
            Recheck recheck,
            Stops stops,
            Claims claims,
            WaitStore waits,
            WriteBacks writeBacks,
            TimelineStore timeline,
            CaseLog caseLog,
            Representation representation,
            EvidenceRetrieval retrieval,
            CaseReader reader,
            RuntimeService processes,
            TransactionTemplate transaction) {
        this.cases = cases;
        this.recheck = recheck;
        this.stops = stops;
        this.claims = claims;
        this.waits = waits;
        this.writeBacks = writeBacks;
        this.timeline = timeline;
        this.caseLog = caseLog;
        this.representation = representation;
        this.retrieval = retrieval;
        this.reader = reader;
        this.processes = processes;
        this.transaction = transaction;
    }

    /**
     * Reads the evidence anew. If it is what the case was built on once more, the case goes on where it was stopped; else it becomes a
     * draft on the new evidence, which is handed in, confirmed and worked on again.
     */
    public void renew(User user, String number) {
        CaseFile before = cases.find(number)
                .filter(file -> CaseReader.maySee(user, file))
                .orElseThrow(() -> NotAllowedException.unknownCase(number));
        before.requireApplicant(user);
        reader.requireSeen(user, before);
        before.require(State.STOPPED);
        if (retrieval.isStoppedForConsent(before)) {
            throw new IllegalCaseStateException(
                    "Case " + number + " waits for a consent; it goes on by itself as soon as that is given");
        }
        representation.require(before);
        List<EvidenceRow> read = recheck.read(before);
        transaction.executeWithoutResult(status -> renew(user, cases.lock(number), read));
    }

    private void renew(User user, CaseFile file, List<EvidenceRow> read) {
        file.requireApplicant(user);
        reader.requireSeen(user, file);
        file.require(State.STOPPED);
        try {
            List<ChangeRow> changes = recheck.changes(file, read);
            if (changes.isEmpty()) {
                stops.goOn(file, CaseLog.Actor.of(user));
            } else if (changes.stream().anyMatch(change -> change.kind() == EvidenceChange.Kind.REPRESENTATION)) {
                throw new NotAllowedException("You no longer act for the company of case " + file.number);
            } else {
                again(user, file, read);
            }
        } catch (EvidenceRefusedException e) {
            Optional<Label> other = CaseMasking.standIn(Viewer.of(user, file), file, e.material());
            if (other.isEmpty() || e.passesByItself()) {
                throw EvidenceRefusedException.unreadable(
                        file.number, other.map(Label::en).orElse(e.material().id()), e.rule());
            }
            throw new IllegalCaseStateException("Case " + file.number + ": "
                    + other.get().en() + " cannot be read now, so nothing is decided; try again later");
        }
    }

    private void again(User user, CaseFile file, List<EvidenceRow> read) {
        if (!writeBacks.of(file).isEmpty()) {
            throw new BoundByResultException(file.number);
        }
        if (file.process != null) {
            processes.deleteProcessInstance(file.process, "renewed");
        }
        waits.endAll(file.number);
        timeline.forgetFindings(file.number);
        claims.release(file.number);
        recheck.adopt(
                file,
                read.stream().filter(row -> row.status() != Status.REFUSED).toList());
        file.move(Lifecycle.Event.RENEW);
        file.changes.clear();
        file.stepValues.clear();
        file.stoppedIn = null;
        file.resumesAt = null;
        file.process = null;
        file.reason = null;
        file.acceptedAt = null;
        List.copyOf(file.parties).forEach(party -> file.put(party.confirmed(null)));
        caseLog.prove(
                file,
                Act.Kind.APPLICATION,
                CaseLog.Actor.of(user),
                file.parties.getFirst().subject(),
                Map.of("item", file.item.slug(), "outcome", "renewed"),
                "case.event.renewed");
        cases.save(file);
    }
}
