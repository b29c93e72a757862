package org.yici.app.casework.reading;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseAct;
import org.yici.app.casework.evidence.EvidenceRetrieval;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.writeback.WrittenStore;
import org.yici.app.identity.User;

/**
 * Which acts somebody may do with a case as it stands, for pages and programs to offer; whoever does one is asked again under the
 * case's lock. A test holds that both say the same in every state.
 */
@Component
class PermittedActs {
    private final Exits exits;
    private final WrittenStore written;
    private final EvidenceRetrieval retrieval;

    PermittedActs(Exits exits, WrittenStore written, EvidenceRetrieval retrieval) {
        this.exits = exits;
        this.written = written;
        this.retrieval = retrieval;
    }

    Set<CaseAct> of(User user, CaseFile file) {
        Set<CaseAct> acts = EnumSet.noneOf(CaseAct.class);
        if (file.isApplicant(user)) {
            applicant(file, acts);
        }
        List<PartyRow> rows = file.partiesOf(user);
        if (!rows.isEmpty() && file.takesConsent()) {
            acts.add(CaseAct.CONSENT);
        }
        if (file.state() == State.AWAITING_PARTY) {
            party(file, rows.stream().filter(row -> row.ordinal() > 0).toList(), acts);
        }
        if (exits.mayRefuse(user, file)) {
            acts.add(CaseAct.REFUSE);
        }
        if (exits.mayReturnRefusal(user, file)) {
            acts.add(CaseAct.RETURN_REFUSAL);
        }
        return acts;
    }

    private void applicant(CaseFile file, Set<CaseAct> acts) {
        switch (file.state()) {
            case DRAFT -> acts.add(CaseAct.CONTINUE);
            case SUPPLEMENT -> acts.add(CaseAct.SUPPLEMENT);
            case STOPPED -> {
                // Nothing can be read anew before the consent is there.
                if (!retrieval.isStoppedForConsent(file)) {
                    acts.add(CaseAct.RENEW);
                }
            }
            default -> {
                // Others act.
            }
        }
        if (Lifecycle.allows(file.state(), Lifecycle.Event.WITHDRAW) && !isBound(file)) {
            acts.add(CaseAct.WITHDRAW);
        }
    }

    private static void party(CaseFile file, List<PartyRow> others, Set<CaseAct> acts) {
        Optional<PartyRow> open =
                others.stream().filter(row -> row.confirmedAt() == null).findFirst();
        if (open.isPresent()) {
            if (open.get().consentedAt() != null) {
                acts.add(CaseAct.CONFIRM);
            }
            if (file.item.householdOf(open.get().role()).isEmpty() || !file.isPartlyApproved()) {
                acts.add(CaseAct.DECLINE);
            }
        }
        if (others.stream().anyMatch(row -> row.confirmedAt() != null) && !file.isPartlyApproved()) {
            acts.add(CaseAct.TAKE_BACK);
        }
    }

    /** What was begun may be in a register: until that is known, it binds like what is. */
    private boolean isBound(CaseFile file) {
        return !written.written(file.number).isEmpty()
                || !written.begun(file.number).isEmpty();
    }
}
