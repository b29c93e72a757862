package org.yici.app.casework;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds whether a husband or wife must consent, and whether the applicant named the right person. */
@Component
class Partners {
    private final Drawing drawing;

    Partners(Drawing drawing) {
        this.drawing = drawing;
    }

    /**
     * What is wrong with the party that the form names, or that it names none: a message key.
     *
     * @param identifier citizen ID, empty if the form names nobody
     * @throws IllegalCaseStateException if the register of marriages cannot be asked
     */
    Optional<String> fault(CaseFile file, String role, String identifier, Map<String, String> fields) {
        for (Handling.Partner partner : file.item.handling().partners()) {
            if (!partner.party().equals(role)) {
                continue;
            }
            List<EvidenceRow.Drawn> marriages = marriages(file, partner);
            if (identifier.isEmpty()) {
                return isJoint(file, partner, marriages, fields)
                        ? Optional.of("field.error.partner-needed")
                        : Optional.empty();
            }
            if (marriages.isEmpty() || !isPartner(file, partner, identifier)) {
                return Optional.of("field.error.not-the-partner");
            }
        }
        return Optional.empty();
    }

    private static List<EvidenceRow.Drawn> marriages(CaseFile file, Handling.Partner partner) {
        EvidenceRow drawn = file.evidence.get(partner.material());
        if (drawn == null || drawn.status() == Case.CaseEvidence.Status.REFUSED) {
            throw new IllegalCaseStateException("Case " + file.number + ": " + partner.material()
                    + " could not be read, so it is not known who must consent; consent to its retrieval again");
        }
        return drawn.records().stream()
                .filter(record -> record.has(partner.where()))
                .toList();
    }

    /** Acquired in a marriage; where a day is unknown, it counts as joint. */
    private static boolean isJoint(
            CaseFile file, Handling.Partner partner, List<EvidenceRow.Drawn> marriages, Map<String, String> fields) {
        Optional<String> acquired = Optional.ofNullable(
                        file.evidence.get(partner.acquired().material()))
                .flatMap(drawn -> drawn.record(file.item.handling(), fields))
                .map(record -> record.values().get(partner.acquired().item()));
        return marriages.stream().anyMatch(marriage -> {
            String from = marriage.values().get(partner.from());
            return from == null || acquired.isEmpty() || acquired.get().compareTo(from) >= 0;
        });
    }

    private boolean isPartner(CaseFile file, Handling.Partner partner, String identifier) {
        Handling.Check check = new Handling.Check(partner.party(), partner.material(), Map.of(), null, null);
        try {
            for (String member : partner.members()) {
                Map<String, String> claimed = new HashMap<>(partner.where());
                claimed.put(member, identifier);
                if (drawing.check(file, check, claimed)) {
                    return true;
                }
            }
            return false;
        } catch (EvidenceRefusedException e) {
            throw Renewals.unreadable(file.number, e);
        }
    }
}
