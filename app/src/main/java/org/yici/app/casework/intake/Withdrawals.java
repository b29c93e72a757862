package org.yici.app.casework.intake;

import java.time.Clock;
import java.util.Map;
import org.flowable.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.evidence.Claims;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.casework.process.WriteBacks;
import org.yici.app.casework.reading.Exits;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;

/** An applicant takes a case back, or discards a draft. */
@Component
public class Withdrawals {
    private final CaseStore cases;
    private final WriteBacks writeBacks;
    private final WaitStore waits;
    private final Claims claims;
    private final EvidenceRetrieval retrieval;
    private final CaseLog caseLog;
    private final RuntimeService processes;
    private final Clock clock;

    Withdrawals(
            CaseStore cases,
            WriteBacks writeBacks,
            WaitStore waits,
            Claims claims,
            EvidenceRetrieval retrieval,
            CaseLog caseLog,
            RuntimeService processes,
            Clock clock) {
        this.cases = cases;
        this.writeBacks = writeBacks;
        this.waits = waits;
        this.claims = claims;
        this.retrieval = retrieval;
        this.caseLog = caseLog;
        this.processes = processes;
        this.clock = clock;
    }

    /** Ends a case with its process, its claims and its consents, and saves it. */
    public void withdraw(User user, CaseFile file) {
        file.requireApplicant(user);
        if (Lifecycle.allows(file.state(), Lifecycle.Event.WITHDRAW)
                && !writeBacks.of(file).isEmpty()) {
            throw new IllegalCaseStateException("Case " + file.number
                    + " has a result in a department's register already, so it can no longer be taken back;"
                    + " an approver of one of these departments can refuse it: "
                    + String.join(", ", Exits.departments(file.item)));
        }
        file.move(Lifecycle.Event.WITHDRAW);
        file.closedAt = clock.instant();
        if (file.process != null) {
            processes.deleteProcessInstance(file.process, "withdrawn");
        }
        waits.endAll(file.number);
        claims.release(file.number);
        retrieval.endConsents(file);
        caseLog.prove(
                file,
                Act.Kind.APPLICATION,
                CaseLog.Actor.of(user),
                file.parties.getFirst().subject(),
                Map.of("item", file.item.slug(), "outcome", "withdrawn"),
                "case.event.withdrawn");
        cases.save(file);
    }
}
