package org.yici.app.casework.process;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;
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
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.reading.ReasonMasking;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.casework.timeline.Incidents;
import org.yici.app.ledger.Act;
import org.yici.app.service.Decision;
import org.yici.app.service.ItemShelf;
import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.resource.Label;

/** A process's <code>${decide}</code>: rules decide; the table's outcome steers the process. */
@Component
public class DecideStep implements JavaDelegate {
    private final CaseStore cases;
    private final ItemShelf shelf;
    private final Rules rules;
    private final CaseLog caseLog;
    private final Incidents incidents;
    private final Recheck recheck;
    private final Stops stops;
    private final Clock clock;

    DecideStep(
            CaseStore cases,
            ItemShelf shelf,
            Rules rules,
            CaseLog caseLog,
            Incidents incidents,
            Recheck recheck,
            @Lazy Stops stops,
            Clock clock) {
        this.recheck = recheck;
        this.stops = stops;
        this.cases = cases;
        this.shelf = shelf;
        this.rules = rules;
        this.caseLog = caseLog;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseFile file = cases.lock(execution.getProcessInstanceBusinessKey());
        if (file.state().isClosed()) {
            return;
        }
        Decision decision =
                file.item.handling().decision(execution.getCurrentActivityId()).orElseThrow();
        Map<String, String> outputs;
        try {
            List<ChangeRow> changes = recheck.changes(file, List.of());
            if (!changes.isEmpty()) {
                stops.stopAfterRollback(file.number, changes);
                throw new StoppedException(file.number);
            }
            if (decision.decides()) {
                rules.requireCollected(file, decision);
            }
            outputs = rules.decide(file, decision);
        } catch (EvidenceRefusedException e) {
            if (e.needsConsent()) {
                stops.stopAfterRollback(file.number, List.of(ChangeRow.consent(e.material())));
                throw new StoppedException(file.number);
            }
            incidents.refused(file.number, e);
            throw e;
        }
        outputs.forEach(execution::setVariableLocal);
        decided(file, decision, outputs);
        cases.save(file);
    }

    /** Decides once more where a step has passed already, because what it rested on became void. It steers nothing then. */
    public void again(CaseFile file, Decision decision) {
        if (decision.decides()) {
            throw new IllegalStateException("The decision " + decision.id() + " ends cases; it is not made twice");
        }
        decided(file, decision, rules.decide(file, decision));
    }

    private void decided(CaseFile file, Decision decision, Map<String, String> outputs) {
        Label reason = reason(file, outputs);
        if (decision.decides()) {
            switch (outputs.getOrDefault("outcome", "")) {
                case "approve" -> file.move(Lifecycle.Event.APPROVE);
                case "refuse" -> file.reason = reason;
                default -> {}
            }
        }
        prove(file, decision, outputs, reason);
        caseLog.tell(
                file,
                decision.id(),
                decision.department(),
                decision.findings(),
                new CaseContext(file, clock.instant()));
    }

    private void prove(CaseFile file, Decision decision, Map<String, String> outputs, Label reason) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("step", decision.id());
        details.put("table", decision.table());
        details.put("rules", shelf.rules(file.item).digest());
        details.putAll(finding(file, decision, outputs));
        caseLog.prove(
                file,
                Act.Kind.DECISION,
                CaseLog.Actor.rules(decision.department()),
                null,
                details,
                "case.event.rules-decided",
                decision.label(),
                reason);
    }

    /**
     * What the leaf says of the outcome. All parties read the receipt, so what rests on the evidence of one of several is under a digest
     * whose salt stays with the case.
     */
    private static Map<String, String> finding(CaseFile file, Decision decision, Map<String, String> outputs) {
        Map<String, String> finding = new LinkedHashMap<>();
        finding.put("outcome", outputs.getOrDefault("outcome", ""));
        finding.put("reason", outputs.getOrDefault("reason", ""));
        if (ReasonMasking.isForAllParties(file.item, decision)) {
            return finding;
        }
        String salt = UUID.randomUUID().toString();
        file.stepValues.put("rule." + decision.id() + ".salt", salt);
        finding.put("salt", salt);
        return Map.of(AnswerDigest.FIELD, AnswerDigest.sha256(finding));
    }

    private static Label reason(CaseFile file, Map<String, String> outputs) {
        String code = outputs.getOrDefault("reason", "");
        return file.item.handling().reasons().getOrDefault(code, Words.same(code));
    }
}
