package org.yici.app.casework.timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.flowable.engine.ManagementService;
import org.flowable.engine.TaskService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.WaitStore;
import org.yici.kernel.resource.Label;

/**
 * Begins the time in which a case should be done (承诺时限) with its acceptance, and lets it stand still while nobody of a department can do
 * anything because others are waited for. Each beginning, pause and end of one is an event of the timeline, from which {@link Deadlines}
 * computes; nothing runs in memory.
 */
@Component
public class CaseTime {
    static final String PAUSED = "case.event.time-paused";
    static final String RESUMED = "case.event.time-resumed";
    private static final String ACCEPTED = "case.event.accepted";

    private static final Label CONFIRMATION = new Label("等待当事人确认", "a party has to confirm");
    private static final Label SUPPLEMENT = new Label("等待申请人补正", "the applicant has to supplement");
    private static final Label RENEWAL =
            new Label("依据有变，等待申请人更新材料", "its evidence changed and the applicant has to renew it");
    private static final Label CONSENT = new Label("等待当事人再次授权", "a party has to consent again");
    private static final Label DATA = new Label("等待部门登记的数据回传", "data that a department registered has to arrive");

    private final CaseStore cases;
    private final TimelineStore timeline;
    private final WaitStore waits;
    private final CaseLog caseLog;
    private final TaskService work;
    private final ManagementService jobs;
    private final Clock clock;

    CaseTime(
            CaseStore cases,
            TimelineStore timeline,
            WaitStore waits,
            CaseLog caseLog,
            TaskService work,
            ManagementService jobs,
            Clock clock) {
        this.cases = cases;
        this.timeline = timeline;
        this.waits = waits;
        this.caseLog = caseLog;
        this.work = work;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The case is accepted (受理) now. */
    public void begin(CaseFile file) {
        file.acceptedAt = clock.instant();
        caseLog.note(file.number, CaseLog.Actor.platform(), null, ACCEPTED);
    }

    @EventListener
    void saved(CaseStore.Saved saved) {
        settleAtCommit(saved.number());
    }

    /** Looks, before the transaction at hand commits, whether the time runs from then on. Whoever calls holds the lock of the case or of its process. */
    public void settleAtCommit(String number) {
        Settling settling = new Settling(this, number);
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && !TransactionSynchronizationManager.getSynchronizations().contains(settling)) {
            TransactionSynchronizationManager.registerSynchronization(settling);
        }
    }

    private record Settling(CaseTime time, String number) implements TransactionSynchronization {
        @Override
        public void beforeCommit(boolean readOnly) {
            time.settle(number);
        }
    }

    private void settle(String number) {
        CaseFile file = cases.find(number).orElseThrow();
        Instant accepted = file.acceptedAt;
        if (accepted == null || file.state().isClosed()) {
            return;
        }
        Optional<Label> why = waitedFor(file);
        Optional<Label> before = timeline.last(number, PAUSED, RESUMED, accepted)
                .filter(event -> event.key().equals(PAUSED))
                .map(event -> event.arguments().getFirst());
        if (why.equals(before)) {
            return;
        }
        why.ifPresentOrElse(
                label -> caseLog.note(number, CaseLog.Actor.platform(), null, PAUSED, label),
                () -> caseLog.note(number, CaseLog.Actor.platform(), null, RESUMED));
    }

    /** For whom or what the time stands still; empty if it runs. */
    private Optional<Label> waitedFor(CaseFile file) {
        return switch (file.state()) {
            case AWAITING_PARTY -> Optional.of(CONFIRMATION);
            case SUPPLEMENT -> Optional.of(SUPPLEMENT);
            case STOPPED -> Optional.of(ChangeRow.isForConsent(file.changes) ? CONSENT : RENEWAL);
            case IN_PROGRESS, REGISTERING -> isAtWork(file) ? Optional.empty() : wait(file);
            case DRAFT, AWAITING_DATA, SUBMITTED, COMPLETED, REFUSED, WITHDRAWN -> Optional.empty();
        };
    }

    /** Whether an official or the platform has something to do. */
    private boolean isAtWork(CaseFile file) {
        return file.process == null
                || work.createTaskQuery().processInstanceId(file.process).count() > 0
                || jobs.createJobQuery().processInstanceId(file.process).count() > 0;
    }

    private Optional<Label> wait(CaseFile file) {
        return waits.of(file.number).stream()
                .findFirst()
                .map(waiting -> file.item
                        .handling()
                        .waiting(waiting.step())
                        .flatMap(wait -> Optional.ofNullable(wait.label()))
                        .orElse(DATA));
    }
}
