package org.yici.app.casework.process;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.flowable.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.Task;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.ProposalStore;
import org.yici.app.casework.file.ProposalStore.Proposal;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.reading.Exits;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.kernel.resource.Label;

/**
 * Refuses cases wherever they stand: whatever a case waits for, a department that works on it can end it. Its process ends with all that
 * waits, its claims are released, its consents end; what is in registers stays, and the timeline names whose it is to correct that.
 */
@Component
public class Refusals {
    private static final Label WHOLE = new Label("整个办件", "The whole case");

    private final CaseStore cases;
    private final ProposalStore proposals;
    private final CloseStep close;
    private final CaseLog caseLog;
    private final RuntimeService processes;
    private final Exits exits;
    private final WriteBacks writeBacks;
    private final Clock clock;

    Refusals(
            CaseStore cases,
            ProposalStore proposals,
            CloseStep close,
            CaseLog caseLog,
            RuntimeService processes,
            Exits exits,
            WriteBacks writeBacks,
            Clock clock) {
        this.cases = cases;
        this.proposals = proposals;
        this.writeBacks = writeBacks;
        this.clock = clock;
        this.close = close;
        this.caseLog = caseLog;
        this.processes = processes;
        this.exits = exits;
    }

    /**
     * An approver of a department that works on the case refuses it. Where a task of the item asks for a second pair of eyes, the first
     * approver proposes it, and it is refused when another one refuses it as well.
     */
    public void refuse(User user, CaseFile file, String comment) {
        requireDuty(user, file);
        if (file.state() != State.STOPPED && exits.hasTask(user, file)) {
            throw new IllegalCaseStateException(
                    "A task of case " + file.number + " waits for you; refuse the case by that task");
        }
        Optional<Proposal> proposal = proposals.refusalOf(file);
        if (proposal.isPresent() && proposal.get().seenBy(user).own()) {
            throw new NotAllowedException(
                    "You proposed to refuse case " + file.number + "; another approver must confirm or return it");
        }
        if (Exits.asksForTwo(file) && proposal.isEmpty()) {
            propose(user, file, comment);
        } else {
            decide(user, file, comment);
        }
    }

    /**
     * An approver returns what was proposed, to refuse the case; whoever proposed it takes it back so.
     *
     * @throws IllegalCaseStateException if nothing is proposed for the case as it stands
     */
    public void giveBack(User user, CaseFile file, String comment) {
        requireDuty(user, file);
        if (proposals.refusalOf(file).isEmpty()) {
            throw new IllegalCaseStateException(
                    "Nobody proposes to refuse case " + file.number + " as it stands; perhaps it was returned already");
        }
        writeBacks.requireRefusable(file, user.department());
        proposals.remove(file.number);
        prove(user, file, "RETURN", "case.event.proposal-returned", WHOLE, Words.same(comment));
        cases.save(file);
    }

    private static void requireDuty(User user, CaseFile file) {
        if (!Exits.isDuty(user, file)) {
            throw new NotAllowedException(
                    "Only an approver of a department that works on case " + file.number + " may refuse it");
        }
        Separation.requireStranger(user, file);
        Lifecycle.next(file.number, file.state(), Lifecycle.Event.REFUSE);
    }

    private void propose(User user, CaseFile file, String comment) {
        writeBacks.requireRefusable(file, user.department());
        proposals.putRefusal(file, user, clock.instant(), comment);
        prove(
                user,
                file,
                Task.Verdict.REFUSE.name(),
                "case.event.proposed",
                WHOLE,
                new Label("不予办理", "refusal"),
                Words.same(comment));
        cases.save(file);
    }

    private void prove(User user, CaseFile file, String verdict, String key, Label... arguments) {
        caseLog.prove(
                file,
                Act.Kind.PROPOSAL,
                CaseLog.Actor.of(user),
                null,
                Map.of("step", "case", "verdict", verdict),
                key,
                arguments);
    }

    /** An official whose task stands still refuses the stopped case: alone, unless the item asks for two. */
    public void refuseStopped(User user, CaseFile file, String comment) {
        if (Exits.asksForTwo(file)) {
            refuse(user, file, comment);
        } else {
            decide(user, file, comment);
        }
    }

    /** Refuses a case on the decision of an official who may, unless it is decided and its result is in another department's register. */
    public void decide(User user, CaseFile file, String comment) {
        writeBacks.requireRefusable(file, user.department());
        boolean stopped = file.state() == State.STOPPED;
        caseLog.prove(
                file,
                Act.Kind.DECISION,
                CaseLog.Actor.of(user),
                null,
                Map.of("step", stopped ? "stopped" : "case", "verdict", Task.Verdict.REFUSE.name()),
                stopped ? "case.event.stopped-refused" : "case.event.case-refused",
                Words.same(comment));
        file.reason = Words.same(comment);
        end(file);
    }

    /** Ends a case, which has its reason, as refused, with its process. */
    void end(CaseFile file) {
        if (file.process != null) {
            processes.deleteProcessInstance(file.process, "refused");
        }
        close.refuseWithoutProcess(file);
    }
}
