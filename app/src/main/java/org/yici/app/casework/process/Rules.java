package org.yici.app.casework.process;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.evidence.Recheck;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.service.Check;
import org.yici.app.service.Decision;
import org.yici.app.service.ItemShelf;
import org.yici.app.service.ServiceItem.Material;

/** Lets an item's decision tables decide about a case. */
@Component
public class Rules {
    private final ItemShelf shelf;
    private final EvidenceRetrieval retrieval;
    private final Clock clock;

    Rules(ItemShelf shelf, EvidenceRetrieval retrieval, Clock clock) {
        this.shelf = shelf;
        this.retrieval = retrieval;
        this.clock = clock;
    }

    /**
     * Decides on the case's evidence, which {@link Recheck} has read again; what was never read is read now. The outputs become values of
     * the case.
     *
     * @return the outputs
     * @throws EvidenceRefusedException if the exchange refuses something that the decision needs: without it nothing is decided
     */
    Map<String, String> decide(CaseFile file, Decision decision) {
        refresh(file, decision);
        CaseContext context = new CaseContext(file, clock.instant()).with(checks(file, decision));
        Map<String, @Nullable Object> variables = new HashMap<>();
        decision.inputs().forEach((name, input) -> variables.put(name, context.evaluate(input)));
        Map<String, String> outputs = shelf.rules(file.item).decide(decision.table(), variables);
        file.stepValues.keySet().removeIf(name -> name.startsWith("rule." + decision.id() + "."));
        outputs.forEach((name, value) -> file.stepValues.put("rule." + decision.id() + "." + name, value));
        return outputs;
    }

    private void refresh(CaseFile file, Decision decision) {
        List<Material> needed = decision.inputMaterials(file.item);
        List<Material> missing = needed.stream()
                .filter(material -> isMissing(file, material.id()))
                .filter(material -> file.has(material.party()))
                .toList();
        if (!missing.isEmpty()) {
            retrieval.retrieve(file, missing, CaseLog.PLATFORM).forEach(file::keep);
        }
        for (Material material : needed) {
            EvidenceRow retrieved = file.evidence.get(material.id());
            if (retrieved != null && retrieved.status() == Status.REFUSED) {
                throw new EvidenceRefusedException(material, retrieved.rule() == null ? "unknown" : retrieved.rule());
            }
        }
    }

    /**
     * Where rules alone end a case, nobody would see that what they rest on may be out of date.
     *
     * @throws EvidenceRefusedException if changes of something that they rest on do not come in
     */
    void requireCollected(CaseFile file, Decision decision) {
        Set<String> materials = decision.materials(file.item);
        for (Material material : file.item.materials()) {
            if (materials.contains(material.id()) && material.resource() != null && !retrieval.isCollected(material)) {
                throw new EvidenceRefusedException(material, "not-collected");
            }
        }
    }

    private static boolean isMissing(CaseFile file, String id) {
        EvidenceRow retrieved = file.evidence.get(id);
        return retrieved == null || retrieved.status() == Status.REFUSED;
    }

    private Map<String, Boolean> checks(CaseFile file, Decision decision) {
        Map<String, Boolean> answers = new HashMap<>();
        CaseContext context = new CaseContext(file, clock.instant());
        for (Check check : file.item.handling().checks()) {
            if (decision.asks(check)) {
                answers.put(check.id(), holds(file, check, context));
            }
        }
        return answers;
    }

    private boolean holds(CaseFile file, Check check, CaseContext context) {
        Map<String, String> expected = new LinkedHashMap<>();
        check.expected()
                .forEach(
                        (item, value) -> expected.put(item, context.value(value).orElse("")));
        return retrieval.check(file, check, expected);
    }

    /**
     * What the form says about a party and the register does not bear out: field name to message key. Of somebody who is in no
     * register the name that was proven at sign-in counts.
     *
     * @throws EvidenceRefusedException if the exchange refuses to say
     */
    public Map<String, String> unconfirmed(CaseFile file, PartyRow party) {
        Map<String, String> faults = new LinkedHashMap<>();
        CaseContext context = new CaseContext(file, clock.instant());
        for (Check check : file.item.handling().checks()) {
            Material material = file.item.material(check.material()).orElseThrow();
            String field = check.confirms();
            if (field == null || !material.party().equals(party.role())) {
                continue;
            }
            EvidenceRow retrieved = file.evidence.get(material.id());
            boolean holds = retrieved != null && retrieved.status() == Status.NONE
                    ? party.name().equals(file.fields.get(field))
                    : holds(file, check, context);
            if (!holds) {
                faults.put(field, "field.error.not-as-registered");
            }
        }
        return faults;
    }

    /** Decisions that were made on what was retrieved about a party. */
    public static List<Decision> madeOn(CaseFile file, String role) {
        return file.item.handling().decisions().stream()
                .filter(decision -> file.stepValues.keySet().stream()
                        .anyMatch(name -> name.startsWith("rule." + decision.id() + ".")))
                .filter(decision -> decision.inputMaterials(file.item).stream()
                        .anyMatch(material -> material.party().equals(role)))
                .toList();
    }
}
