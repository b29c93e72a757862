package org.yici.app.casework;

import java.util.List;
import java.util.Map;
import org.flowable.engine.RuntimeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case.State;
import org.yici.app.ledger.Act;

/** Stops cases whose ground has changed, and lets them go on. */
@Component
class Stops {
    private static final Logger log = LoggerFactory.getLogger(Stops.class);

    private final CaseStore cases;
    private final Journal journal;
    private final RuntimeService processes;
    private final TransactionTemplate aside;

    Stops(CaseStore cases, Journal journal, RuntimeService processes, PlatformTransactionManager transactions) {
        this.cases = cases;
        this.journal = journal;
        this.processes = processes;
        this.aside = new TransactionTemplate(transactions);
        this.aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Stops a case and saves it: its process, with its jobs and tasks, stands still. */
    void stop(CaseFile file, List<ChangeRow> changes) {
        file.stoppedIn = file.state();
        file.move(Lifecycle.Event.STOP);
        file.changes.clear();
        file.changes.addAll(changes);
        if (file.process != null) {
            processes.suspendProcessInstanceById(file.process);
        }
        journal.prove(
                file,
                Act.Kind.DECISION,
                Journal.Actor.platform(),
                null,
                Map.of("outcome", "stopped", "changes", Integer.toString(changes.size())),
                "case.event.stopped",
                Changes.summary(changes));
        cases.save(file);
    }

    /**
     * Stops a case as soon as the job at hand, which must fail now, has been rolled back. If that is cut off, the job is done again and
     * comes to the same result.
     */
    void stopAfterRollback(String number, List<ChangeRow> changes) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_ROLLED_BACK) {
                    return;
                }
                try {
                    aside.executeWithoutResult(ignored -> stopNow(number, changes));
                } catch (RuntimeException e) {
                    log.warn("Case {} could not be stopped yet: {}", number, e.toString());
                }
            }
        });
    }

    private void stopNow(String number, List<ChangeRow> changes) {
        CaseFile file = cases.lock(number);
        if (Lifecycle.allows(file.state(), Lifecycle.Event.STOP)) {
            stop(file, changes);
        }
    }

    /** All is as it was: the case goes on in the state and at the step where it was stopped. */
    void goOn(CaseFile file, Journal.Actor actor) {
        State back = file.stoppedIn;
        if (back == null) {
            throw new IllegalStateException("A stopped case knows where it was stopped");
        }
        file.move(Lifecycle.goingOn(back));
        file.stoppedIn = null;
        file.changes.clear();
        journal.note(file.number, actor, null, "case.event.goes-on");
        cases.save(file);
        if (file.process != null) {
            processes.activateProcessInstanceById(file.process);
        }
    }
}
