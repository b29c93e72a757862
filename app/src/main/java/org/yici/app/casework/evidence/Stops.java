package org.yici.app.casework.evidence;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.ledger.Act;
import org.yici.kernel.resource.Label;

/** Stops cases whose ground has changed, and lets them go on. */
@Component
public class Stops {
    private static final Logger log = LoggerFactory.getLogger(Stops.class);

    private final CaseStore cases;
    private final CaseLog caseLog;
    private final WaitStore waits;
    private final RuntimeService processes;
    private final TransactionTemplate aside;

    Stops(
            CaseStore cases,
            CaseLog caseLog,
            WaitStore waits,
            RuntimeService processes,
            PlatformTransactionManager transactions) {
        this.cases = cases;
        this.caseLog = caseLog;
        this.waits = waits;
        this.processes = processes;
        this.aside = new TransactionTemplate(transactions);
        this.aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Stops a case and saves it: its process, with its jobs and tasks, stands still. */
    public void stop(CaseFile file, List<ChangeRow> changes) {
        file.stoppedIn = file.state();
        file.move(Lifecycle.Event.STOP);
        file.changes.clear();
        file.changes.addAll(changes);
        if (file.process != null) {
            processes.suspendProcessInstanceById(file.process);
        }
        caseLog.prove(
                file,
                Act.Kind.DECISION,
                CaseLog.Actor.platform()
                        .naming(changes.stream()
                                .map(ChangeRow::material)
                                .distinct()
                                .toList()),
                null,
                Map.of("outcome", "stopped"),
                ChangeRow.isForConsent(changes) ? "case.event.stopped-consent" : "case.event.stopped",
                ChangeRow.isForConsent(changes) ? parties(file, changes) : ChangeRow.summary(changes));
        cases.save(file);
    }

    private static Label parties(CaseFile file, List<ChangeRow> changes) {
        List<Label> parties = changes.stream()
                .map(change ->
                        file.item.material(change.material()).orElseThrow().party())
                .distinct()
                .map(role -> file.item.party(role).orElseThrow().label())
                .toList();
        return new Label(
                parties.stream().map(Label::zh).collect(Collectors.joining("、")),
                parties.stream().map(Label::en).collect(Collectors.joining(", ")));
    }

    /**
     * Stops a case as soon as the job at hand, which must fail now, has been rolled back. If that is cut off, the job is done again and
     * comes to the same result.
     */
    public void stopAfterRollback(String number, List<ChangeRow> changes) {
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
    public void goOn(CaseFile file, CaseLog.Actor actor) {
        State back = file.stoppedIn;
        if (back == null) {
            throw new IllegalStateException("A stopped case knows where it was stopped");
        }
        String key = ChangeRow.isForConsent(file.changes) ? "case.event.consent-given" : "case.event.goes-on";
        file.move(Lifecycle.goingOn(back));
        file.stoppedIn = null;
        file.changes.clear();
        caseLog.note(file.number, actor, null, key);
        cases.save(file);
        waits.lookAgain(file.number);
        if (file.process != null) {
            processes.activateProcessInstanceById(file.process);
        }
    }
}
