package org.yici.app.casework.work;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.flowable.engine.TaskService;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.Task;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.ProposalStore;
import org.yici.app.casework.file.ProposalStore.Proposal;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.work.WaitingTasks.Waiting;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.service.InvalidFieldsException;
import org.yici.kernel.resource.Label;

/** The four-eyes principle: what one official proposes takes effect when another one of the same duty confirms it. */
@Component
class SecondEyes {
    private final WaitingTasks waiting;
    private final TaskDecisions desk;
    private final ProposalStore proposals;
    private final CaseStore cases;
    private final CaseLog caseLog;
    private final TaskService work;
    private final Clock clock;

    SecondEyes(
            WaitingTasks waiting,
            TaskDecisions desk,
            ProposalStore proposals,
            CaseStore cases,
            CaseLog caseLog,
            TaskService work,
            Clock clock) {
        this.waiting = waiting;
        this.desk = desk;
        this.proposals = proposals;
        this.cases = cases;
        this.caseLog = caseLog;
        this.work = work;
        this.clock = clock;
    }

    CaseFile propose(User user, String taskId, Task.Decision decision) {
        Waiting task = waiting.lock(taskId, user);
        waiting.requireFree(user, task);
        CaseFile file = task.file();
        if (proposals.find(taskId).isPresent()) {
            throw new IllegalCaseStateException(
                    "A decision is proposed for this task already: confirm it or return it");
        }
        String comment = TaskDecisions.comment(decision);
        if (decision.verdict() == Task.Verdict.SUPPLEMENT && !task.step().supplement()) {
            throw new InvalidFieldsException(Map.of("verdict", "field.error.verdict"));
        }
        if (file.state() == State.STOPPED && decision.verdict() != Task.Verdict.REFUSE) {
            throw new IllegalCaseStateException(
                    "Case " + file.number + " stands still until its evidence is renewed; it can only be refused");
        }
        Map<String, String> values = decision.verdict() == Task.Verdict.APPROVE
                ? desk.inputs(file, task.step(), decision, comment)
                : Map.of();
        Task.Decision checked = new Task.Decision(decision.verdict(), comment, values);
        proposals.put(taskId, file.number, user, clock.instant(), checked);
        work.unclaim(taskId);
        prove(user, task, decision.verdict().name(), "case.event.proposed", verdict(decision), Words.same(comment));
        return cases.find(file.number).orElseThrow();
    }

    /** What is proposed for a task that waits for the user. */
    Task.Decision proposed(User user, String taskId) {
        return waiting.find(taskId, user)
                .flatMap(task -> proposals.find(task.id()))
                .map(Proposal::decision)
                .orElseThrow(SecondEyes::none);
    }

    CaseFile confirm(User user, String taskId, List<EvidenceRow> read) {
        Waiting task = waiting.lock(taskId, user);
        Proposal proposal = another(user, task);
        Separation.proposed("account:" + proposal.account(), task.file(), task.step());
        Task.Decision decision = proposal.decision();
        CaseFile decided = desk.carryOut(user, task, decision, decision.comment(), read);
        if (decided.state() != State.STOPPED) {
            proposals.remove(taskId);
        }
        return decided;
    }

    CaseFile giveBack(User user, String taskId, String comment) {
        Waiting task = waiting.lock(taskId, user);
        Proposal proposal = another(user, task);
        String why = TaskDecisions.comment(new Task.Decision(Task.Verdict.REFUSE, comment, Map.of()));
        proposals.remove(taskId);
        work.setAssignee(taskId, proposal.account());
        prove(user, task, "RETURN", "case.event.proposal-returned", Words.same(why));
        return cases.find(task.file().number).orElseThrow();
    }

    private Proposal another(User user, Waiting task) {
        waiting.requireFree(user, task);
        Proposal proposal = proposals.find(task.id()).orElseThrow(SecondEyes::none);
        if (proposal.account().equals(user.username())) {
            throw new NotAllowedException("You proposed this decision; a colleague must confirm or return it");
        }
        return proposal;
    }

    private void prove(User user, Waiting task, String verdict, String key, Label... arguments) {
        Label[] all = new Label[arguments.length + 1];
        all[0] = task.step().label();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Map<String, String> details = Map.of("step", task.step().key(), "verdict", verdict);
        caseLog.prove(task.file(), Act.Kind.PROPOSAL, CaseLog.Actor.of(user), null, details, key, all);
    }

    private static Label verdict(Task.Decision decision) {
        return switch (decision.verdict()) {
            case APPROVE -> new Label("同意", "approval");
            case REFUSE -> new Label("不予办理", "refusal");
            case SUPPLEMENT -> new Label("退回补正", "return for supplement");
        };
    }

    private static IllegalCaseStateException none() {
        return new IllegalCaseStateException(
                "Nothing is proposed for this task; perhaps a colleague has confirmed or returned it");
    }
}
