package org.yici.app.casework.process;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.ExecutionListener;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.evidence.Claims;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.reading.StrikeOuts;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.expression.Expression;
import org.yici.app.ledger.Act;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.Decision;
import org.yici.app.service.Wait;
import org.yici.kernel.resource.Label;

/** A process's <code>${close}</code> on its end events, {@code completed} and {@code refused}. */
@Component
public class CloseStep implements ExecutionListener {
    private final CaseStore cases;
    private final WaitStore waits;
    private final WriteBacks writeBacks;
    private final EvidenceRetrieval retrieval;
    private final CaseLog caseLog;
    private final Claims claims;
    private final StrikeOuts corrections;
    private final Clock clock;

    CloseStep(
            CaseStore cases,
            WaitStore waits,
            WriteBacks writeBacks,
            EvidenceRetrieval retrieval,
            CaseLog caseLog,
            Claims claims,
            StrikeOuts corrections,
            Clock clock) {
        this.claims = claims;
        this.corrections = corrections;
        this.cases = cases;
        this.waits = waits;
        this.writeBacks = writeBacks;
        this.retrieval = retrieval;
        this.caseLog = caseLog;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateExecution execution) {
        CaseFile file = cases.lock(execution.getProcessInstanceBusinessKey());
        if (execution.getCurrentActivityId().equals(CaseProcess.COMPLETED)) {
            complete(file);
        } else {
            refuse(file);
        }
        end(file);
    }

    /** Refuses a case whose process has been ended. */
    public void refuseWithoutProcess(CaseFile file) {
        refuse(file);
        end(file);
    }

    private void end(CaseFile file) {
        waits.endAll(file.number);
        claims.release(file.number);
        retrieval.endConsents(file);
        file.changes.clear();
        cases.save(file);
    }

    private void complete(CaseFile file) {
        file.move(Lifecycle.Event.COMPLETE);
        Instant now = clock.instant();
        file.closedAt = now;
        CaseContext context = new CaseContext(file, now);
        for (CaseProcess.Outcome line : file.item.handling().results()) {
            context.value(line.value())
                    .ifPresent(value -> file.result.add(new CaseFile.Line(
                            line.label(), value, line.party(), line.type(), step(file, line.value()), line.speed())));
        }
        caseLog.prove(
                file,
                Act.Kind.COMPLETION,
                CaseLog.Actor.platform(),
                file.parties.getFirst().subject(),
                Map.of("outcome", CaseProcess.COMPLETED, "item", file.item.slug()),
                "case.event.completed");
    }

    /** The one step that a value comes from: a task, a rule, or what waited for the record that it stands in. */
    private static @Nullable String step(CaseFile file, Expression expression) {
        if (expression.names().size() != 1) {
            return null;
        }
        String[] parts = expression.names().iterator().next().split("\\.", 3);
        CaseProcess handling = file.item.handling();
        return switch (parts[0]) {
            case "task" -> named(handling.tasks().stream().map(CaseProcess.UserTask::key), parts[1]);
            case "rule" -> named(handling.decisions().stream().map(Decision::id), parts[1]);
            case "evidence" ->
                handling.waits().stream()
                        .filter(wait -> Expression.name(wait.material()).equals(parts[1]))
                        .map(Wait::id)
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
    }

    private static @Nullable String named(Stream<String> ids, String name) {
        return ids.filter(id -> Expression.name(id).equals(name)).findFirst().orElse(null);
    }

    private void refuse(CaseFile file) {
        file.move(Lifecycle.Event.REFUSE);
        file.closedAt = clock.instant();
        Label reason = file.reason == null ? Words.same("") : file.reason;
        caseLog.prove(
                file,
                Act.Kind.COMPLETION,
                CaseLog.Actor.platform(),
                file.parties.getFirst().subject(),
                Map.of("outcome", CaseProcess.REFUSED, "item", file.item.slug()),
                "case.event.refused",
                reason);
        leftBehind(file);
    }

    /** What is in a department's register already stays there: only the department itself may strike it out. */
    private void leftBehind(CaseFile file) {
        for (String step : writeBacks.of(file)) {
            corrections.begin(file, file.item.handling().writeBack(step).orElseThrow());
        }
    }
}
