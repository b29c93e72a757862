package org.yici.app.casework.process;

import java.time.Clock;
import java.time.Instant;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.ExecutionListener;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.casework.timeline.CaseTime;
import org.yici.app.service.Wait;

/** A process's <code>${await}</code> on a receive task: data must have arrived before the case goes on. */
@Component
public class AwaitStep implements ExecutionListener {
    private final CaseStore cases;
    private final WaitStore waits;
    private final WakeUps wakeUps;
    private final CaseTime time;
    private final Clock clock;

    AwaitStep(CaseStore cases, WaitStore waits, WakeUps wakeUps, @Lazy CaseTime time, Clock clock) {
        this.time = time;
        this.cases = cases;
        this.waits = waits;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String number = execution.getProcessInstanceBusinessKey();
        CaseFile file = cases.find(number).orElseThrow();
        Wait wait =
                file.item.handling().waiting(execution.getCurrentActivityId()).orElseThrow();
        String resource =
                EvidenceRetrieval.resource(file.item.material(wait.material()).orElseThrow());
        Instant now = clock.instant();
        waits.add(new WaitStore.Waiting(
                number,
                wait.id(),
                execution.getId(),
                resource,
                now,
                now.plusSeconds(wait.lateAfterSeconds()),
                false,
                null));
        time.settleAtCommit(number);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeUps.timeToLook();
            }
        });
    }
}
