package org.yici.app.casework.intake;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.process.DecideStep;
import org.yici.app.casework.process.Rules;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.identity.User;
import org.yici.app.service.Decision;
import org.yici.kernel.resource.Label;

/** When an applicant names another person as a party: nothing of the one before may serve for the new one. */
@Component
class PartyReplacement {
    /** ExpressionContext of this name tell which parties were replaced since rules last looked at them. */
    private static final String REPLACED = "replaced.";

    private final EvidenceRetrieval retrieval;
    private final DecideStep decisions;
    private final CaseLog caseLog;
    private final Clock clock;

    PartyReplacement(EvidenceRetrieval retrieval, DecideStep decisions, CaseLog caseLog, Clock clock) {
        this.retrieval = retrieval;
        this.decisions = decisions;
        this.caseLog = caseLog;
        this.clock = clock;
    }

    /** Ends the old party's consents and makes void what it filled in, what was retrieved about it and what rules told on that. */
    void dismiss(User user, CaseFile file, PartyRow old) {
        file.item.fieldsOf(old.role()).forEach(field -> file.fields.remove(field.name()));
        for (PartyRow other : List.copyOf(file.parties)) {
            if (file.item.householdOf(other.role()).equals(Optional.of(old.role()))) {
                dismiss(user, file, other);
                file.parties.remove(other);
                // Whoever is named next names a household of its own.
                caseLog.close(file.number, other.role());
            }
        }
        file.forget(old.role());
        retrieval.endConsents(file, old);
        file.stepValues.put(REPLACED + old.role(), "true");
        CaseContext context = new CaseContext(file, clock.instant());
        for (Decision decision : Rules.madeOn(file, old.role())) {
            caseLog.tell(file, decision.id(), decision.department(), List.of(), context);
        }
        Label role = file.item.party(old.role()).orElseThrow().label();
        caseLog.note(file.number, CaseLog.Actor.of(user).about(old), null, "case.event.party-replaced", role);
    }

    /** What rules had decided on the old party they decide on the new one, who has consented and confirmed by now. */
    void decideAnew(CaseFile file) {
        for (PartyRow party : file.parties) {
            if (file.stepValues.remove(REPLACED + party.role()) != null) {
                decideAnew(file, party.role());
            }
        }
    }

    private void decideAnew(CaseFile file, String role) {
        try {
            Rules.madeOn(file, role).forEach(decision -> decisions.again(file, decision));
        } catch (EvidenceRefusedException e) {
            throw new IllegalCaseStateException(
                    "Case " + file.number + ": " + e.getMessage() + "; the consent that this needs is no longer there");
        }
    }
}
