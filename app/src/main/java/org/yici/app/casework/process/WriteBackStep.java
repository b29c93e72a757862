package org.yici.app.casework.process;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.StoppedException;
import org.yici.app.casework.evidence.Recheck;
import org.yici.app.casework.evidence.Stops;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.timeline.Incidents;
import org.yici.app.casework.writeback.WriteBackException;
import org.yici.app.casework.writeback.WriteBackRefusedException;
import org.yici.app.ledger.Act;
import org.yici.app.service.WriteBack;
import org.yici.kernel.resource.Label;

/**
 * A process's <code>${writeBack}</code>: a result goes to the department that keeps the register. If anything after the row's insertion
 * fails, the step is done again and finds its row there; until then {@link WriteBacks} keeps people from what would contradict it.
 */
@Component
public class WriteBackStep implements JavaDelegate {
    private static final Logger log = LoggerFactory.getLogger(WriteBackStep.class);

    private final CaseStore cases;
    private final WriteBacks writeBacks;
    private final CaseLog caseLog;
    private final Incidents incidents;
    private final Recheck recheck;
    private final Stops stops;
    private final Clock clock;

    WriteBackStep(
            CaseStore cases,
            WriteBacks writeBacks,
            CaseLog caseLog,
            Incidents incidents,
            Recheck recheck,
            @Lazy Stops stops,
            Clock clock) {
        this.recheck = recheck;
        this.stops = stops;
        this.cases = cases;
        this.writeBacks = writeBacks;
        this.caseLog = caseLog;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseFile file = cases.lock(execution.getProcessInstanceBusinessKey());
        if (file.state().isClosed()) {
            // Taken back or refused while this waited for the lock: the engine throws the job away.
            return;
        }
        WriteBack target =
                file.item.handling().writeBack(execution.getCurrentActivityId()).orElseThrow();
        Instant now = clock.instant();
        CaseContext context = new CaseContext(file, now);
        try {
            // A row that is there may be the very reason why the evidence is another one by now.
            List<ChangeRow> changes =
                    writeBacks.isWritten(file.number, target) ? List.of() : recheck.changes(file, List.of());
            if (!changes.isEmpty()) {
                throw stopping(file, changes);
            }
            Optional<Label> unmet = context.unmet(target.needs());
            if (unmet.isPresent()) {
                throw stopping(file, List.of(ChangeRow.refusedBy(target, Words.of(unmet.get()))));
            }
            writeBacks.write(file, target, values(target, context));
        } catch (EvidenceRefusedException e) {
            if (e.needsConsent()) {
                throw stopping(file, List.of(ChangeRow.consent(e.material())));
            }
            incidents.refused(file.number, e);
            throw e;
        } catch (WriteBackRefusedException e) {
            log.warn("Case {}: {}", file.number, e.getMessage());
            throw stopping(file, List.of(ChangeRow.refusedBy(target, e.reason())));
        } catch (WriteBackException e) {
            incidents.notWritten(file.number, target, e);
            throw e;
        }
        writeBacks.written(file, target);
        caseLog.prove(
                file,
                Act.Kind.WRITE_BACK,
                new CaseLog.Actor(CaseLog.PLATFORM, Words.PLATFORM, target.department()),
                null,
                Map.of("step", target.id(), "table", target.table()),
                "case.event.written-back",
                target.label());
        caseLog.tell(file, target.id(), target.department(), target.findings(), context);
        cases.save(file);
    }

    private StoppedException stopping(CaseFile file, List<ChangeRow> changes) {
        stops.stopAfterRollback(file.number, changes);
        return new StoppedException(file.number);
    }

    private static Map<String, String> values(WriteBack target, CaseContext context) {
        Map<String, String> values = new LinkedHashMap<>();
        target.columns().forEach((column, expression) -> {
            String value = context.value(expression)
                    .orElseThrow(() -> new WriteBackException(
                            "Nothing is known for column " + column + " of " + target.id() + ": " + expression,
                            null,
                            false));
            values.put(column, target.codes().getOrDefault(column, Map.of()).getOrDefault(value, value));
        });
        return values;
    }
}
