package org.yici.app.casework.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.flowable.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.evidence.Recheck;
import org.yici.app.casework.evidence.Representation;
import org.yici.app.casework.evidence.Stops;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.casework.file.WaitStore.Waiting;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.timeline.CaseTime;
import org.yici.app.casework.timeline.Incidents;
import org.yici.app.expression.Expression;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.Wait;
import org.yici.kernel.resource.Label;

/** Looks through the exchange whether what a step waits for is there, and lets the case go on. */
@Component
public class AwaitedData {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration WHILE_STOPPED = Duration.ofSeconds(15);

    private final CaseStore cases;
    private final WaitStore waits;
    private final EvidenceRetrieval retrieval;
    private final CaseLog caseLog;
    private final Incidents incidents;
    private final TransactionTemplate transaction;
    private final RuntimeService processes;
    private final Representation representation;
    private final Refusals refusals;
    private final Recheck recheck;
    private final Stops stops;
    private final CaseTime time;
    private final Clock clock;

    AwaitedData(
            CaseStore cases,
            WaitStore waits,
            EvidenceRetrieval retrieval,
            CaseLog caseLog,
            Incidents incidents,
            TransactionTemplate transaction,
            RuntimeService processes,
            Representation representation,
            Refusals refusals,
            Recheck recheck,
            Stops stops,
            CaseTime time,
            Clock clock) {
        this.representation = representation;
        this.refusals = refusals;
        this.recheck = recheck;
        this.stops = stops;
        this.time = time;
        this.cases = cases;
        this.waits = waits;
        this.retrieval = retrieval;
        this.caseLog = caseLog;
        this.incidents = incidents;
        this.transaction = transaction;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * Looks once. A look at what is there is a query like any other and counts on the department's right, so it is taken less often the longer
     * the case has been waiting; what is not there is not asked for.
     */
    void look(Waiting waiting) {
        Optional<CaseFile> found = cases.find(waiting.caseNumber());
        if (found.isEmpty() || found.get().state().isClosed()) {
            waits.end(waiting.caseNumber(), waiting.step());
            return;
        }
        CaseFile file = found.get();
        if (file.state() == Case.State.STOPPED) {
            // Nothing can be taken on before somebody has renewed or refused it.
            Instant now = clock.instant();
            waits.looked(waiting, now, now.plus(WHILE_STOPPED));
            return;
        }
        Wait wait = file.item.handling().waiting(waiting.step()).orElseThrow();
        Material material = file.item.material(wait.material()).orElseThrow();
        if (!retrieval.isThere(file, material)) {
            rest(waiting, file, material, null);
            return;
        }
        if (wait.opens() && Representation.isNeeded(file) && !isForItsRepresentative(waiting, file, material)) {
            return;
        }
        EvidenceRow retrieved = retrieval.retrieve(file, material, CaseLog.PLATFORM);
        Instant now = clock.instant();
        Optional<EvidenceRow.EvidenceRecord> record = match(file, wait, retrieved, now);
        if (record.isPresent()) {
            transaction.executeWithoutResult(
                    status -> arrived(waiting, wait, material, retrieved.choosing(record.get())));
            return;
        }
        if (EvidenceRefusedException.needsConsent(retrieved.rule())
                && Boolean.TRUE.equals(
                        transaction.execute(status -> stopped(waiting, List.of(ChangeRow.consent(material)))))) {
            return;
        }
        if (retrieved.status() == Status.REFUSED) {
            incidents.refused(
                    file.number,
                    new EvidenceRefusedException(material, retrieved.rule() == null ? "unknown" : retrieved.rule()));
        }
        rest(waiting, file, material, retrieved.leaf());
    }

    /** @param leaf of the query that found nothing; null if nothing was asked */
    private void rest(Waiting waiting, CaseFile file, Material material, @Nullable Long leaf) {
        Instant now = clock.instant();
        waits.looked(waiting, now, now.plus(pause(Duration.between(waiting.since(), now))));
        if (!now.isBefore(waiting.lateAt()) && waits.tellLate(waiting)) {
            caseLog.note(file.number, retrieval(file, material), leaf, "case.event.data-late", material.label());
        }
    }

    /** Nothing is retrieved about a company for somebody who, as it turns out, does not act for it. */
    private boolean isForItsRepresentative(Waiting waiting, CaseFile file, Material material) {
        Instant now = clock.instant();
        try {
            if (representation.ask(file) == Representation.Answer.DOES_NOT) {
                transaction.executeWithoutResult(status -> refuse(waiting));
                return false;
            }
            return true;
        } catch (EvidenceRefusedException e) {
            incidents.refused(file.number, new EvidenceRefusedException(material, e.rule()));
            waits.looked(waiting, now, now.plus(pause(Duration.between(waiting.since(), now))));
            return false;
        }
    }

    private void refuse(Waiting waiting) {
        CaseFile file = cases.lock(waiting.caseNumber());
        if (waits.end(file.number, waiting.step()).isEmpty() || file.state().isClosed()) {
            return;
        }
        file.reason = Representation.REASON;
        refusals.end(file);
    }

    /** Until when the next look waits, if no change of the resource calls for one before. */
    static Duration pause(Duration waited) {
        return Collections.min(List.of(LONGEST, Collections.max(List.of(SHORTEST, waited.dividedBy(10)))));
    }

    private static Optional<EvidenceRow.EvidenceRecord> match(
            CaseFile file, Wait wait, EvidenceRow retrieved, Instant now) {
        CaseContext context = new CaseContext(file, now);
        Expression where = wait.where();
        return retrieved.records().stream()
                .filter(record -> where == null || context.describes(where, wait.material(), record))
                .findFirst();
    }

    private void arrived(Waiting waiting, Wait wait, Material material, EvidenceRow retrieved) {
        CaseFile file = cases.lock(waiting.caseNumber());
        if (file.state() == State.STOPPED || stopped(waiting, differences(file, wait, material, retrieved))) {
            return;
        }
        Optional<String> execution = waits.end(file.number, waiting.step());
        if (execution.isEmpty() || file.state().isClosed()) {
            return;
        }
        file.keep(retrieved);
        nameParties(file);
        boolean opens = wait.opens() && file.state() == State.AWAITING_DATA;
        if (opens) {
            file.move(Lifecycle.Event.DATA_ARRIVED);
        }
        CaseContext context = new CaseContext(file, clock.instant());
        Label label = material.label();
        caseLog.note(file.number, retrieval(file, material), retrieved.leaf(), "case.event.data-arrived", label);
        if (opens) {
            time.begin(file);
        }
        caseLog.tell(file, wait.id(), retrieved.provider(), wait.findings(), context);
        cases.save(file);
        processes.trigger(execution.get());
    }

    private CaseLog.Actor retrieval(CaseFile file, Material material) {
        return new CaseLog.Actor(CaseLog.PLATFORM, Words.PLATFORM, retrieval.provider(material))
                .about(file.party(material.party()));
    }

    /** Stops the case, which goes on waiting while it is stopped. @return whether it is */
    private boolean stopped(Waiting waiting, List<ChangeRow> changes) {
        if (changes.isEmpty()) {
            return false;
        }
        CaseFile file = cases.lock(waiting.caseNumber());
        if (!Lifecycle.allows(file.state(), Lifecycle.Event.STOP) || !waits.isWaiting(waiting)) {
            return false;
        }
        stops.stop(file, changes);
        return true;
    }

    /** What came otherwise than it was written, or than it was when it came before. */
    private List<ChangeRow> differences(CaseFile file, Wait wait, Material material, EvidenceRow retrieved) {
        EvidenceRow before = file.evidence.get(material.id());
        List<ChangeRow> changes = new ArrayList<>();
        if (before != null && before.chosen() != null) {
            changes.addAll(recheck.changes(file, retrieved));
        }
        changes.addAll(recheck.written(file, wait, material, retrieved));
        return changes;
    }

    /** A company has its name from its licence, not from what somebody typed. */
    public static void nameParties(CaseFile file) {
        file.item
                .handling()
                .names()
                .forEach((role, source) -> file.record(source.material())
                        .map(record -> record.values().get(source.item()))
                        .ifPresent(name -> {
                            PartyRow party = file.party(role);
                            file.put(new PartyRow(
                                    role,
                                    party.ordinal(),
                                    party.identifier(),
                                    name,
                                    party.subject(),
                                    party.company(),
                                    party.consentedAt(),
                                    party.confirmedAt()));
                        }));
    }
}
