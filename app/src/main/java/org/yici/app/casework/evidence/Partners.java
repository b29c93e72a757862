package org.yici.app.casework.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.CaseEvidence;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.EvidenceRow.EvidenceRecord;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.Check;
import org.yici.app.service.Partner;

/** Finds whether a husband or wife, present or former, must take part, and whether the right person was named. */
@Component
public class Partners {
    private final EvidenceRetrieval retrieval;

    Partners(EvidenceRetrieval retrieval) {
        this.retrieval = retrieval;
    }

    /**
     * What is wrong with the party that a form names, or that it names none: a message key.
     *
     * @param identifier citizen ID, empty if the form names nobody
     * @throws IllegalCaseStateException if the register of marriages cannot be asked
     */
    public Optional<String> fault(CaseFile file, String role, String identifier, Map<String, String> fields) {
        for (Partner partner : file.item.handling().partners()) {
            if (!partner.party().equals(role)) {
                continue;
            }
            List<EvidenceRecord> marriages = marriages(file, partner);
            List<EvidenceRecord> binding = binding(file, partner, marriages, fields);
            if (identifier.isEmpty()) {
                return binding.isEmpty() ? Optional.empty() : Optional.of(needed(partner));
            }
            if (!isPartner(file, partner, binding.isEmpty() ? marriages : binding, identifier)) {
                return Optional.of("field.error.not-the-partner");
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the husband or wife who must take part does so already, in another role of the contract, as whoever buys the home of a former
     * spouse. Of a household each one is named, because its data is asked for.
     */
    public boolean takesPart(CaseFile file, String role, Map<String, String> fields) {
        return file.item.householdOf(role).isEmpty()
                && file.item.handling().partners().stream()
                        .filter(partner -> partner.party().equals(role))
                        .anyMatch(partner -> {
                            List<EvidenceRecord> binding = binding(file, partner, marriages(file, partner), fields);
                            String owner = file.item
                                    .material(partner.material())
                                    .orElseThrow()
                                    .party();
                            return !binding.isEmpty()
                                    && file.parties.stream()
                                            .filter(party -> !party.company()
                                                    && !party.role().equals(role)
                                                    && !party.role().equals(owner)
                                                    && file.item
                                                            .householdOf(party.role())
                                                            .isEmpty())
                                            .anyMatch(party -> isPartner(file, partner, binding, party.identifier()));
                        });
    }

    /** Whether a husband or wife must be named in a role as things stand; empty if nothing is known of marriages yet, or the role is no such one. */
    public static Optional<Boolean> isNeeded(CaseFile file, String role) {
        List<Partner> declared = file.item.handling().partners().stream()
                .filter(partner -> partner.party().equals(role))
                .toList();
        boolean known = !declared.isEmpty()
                && declared.stream()
                        .map(partner -> file.evidence.get(partner.material()))
                        .allMatch(retrieved -> retrieved != null && retrieved.status() != CaseEvidence.Status.REFUSED);
        return known
                ? Optional.of(declared.stream()
                        .anyMatch(partner -> !binding(file, partner, marriages(file, partner), file.fields)
                                .isEmpty()))
                : Optional.empty();
    }

    private static String needed(Partner partner) {
        return partner.acquired() == null
                ? "field.error.household-needed"
                : partner.until() == null ? "field.error.partner-needed" : "field.error.former-partner-needed";
    }

    private static List<EvidenceRecord> marriages(CaseFile file, Partner partner) {
        EvidenceRow retrieved = file.evidence.get(partner.material());
        if (retrieved == null || retrieved.status() == CaseEvidence.Status.REFUSED) {
            throw new IllegalCaseStateException("Case " + file.number + ": " + partner.material()
                    + " could not be read, so it is not known who must consent; consent to its retrieval again");
        }
        return retrieved.records().stream()
                .filter(record -> record.has(partner.where()))
                .toList();
    }

    /** The marriages because of which the partner must take part; where a day is unknown, the thing counts as acquired in them. */
    private static List<EvidenceRecord> binding(
            CaseFile file, Partner partner, List<EvidenceRecord> marriages, Map<String, String> fields) {
        CaseProcess.Source source = partner.acquired();
        if (source == null) {
            return marriages;
        }
        String acquired = Optional.ofNullable(file.evidence.get(source.material()))
                .flatMap(retrieved -> retrieved.record(file.item.handling(), fields))
                .map(record -> record.values().get(source.item()))
                .orElse(null);
        return marriages.stream()
                .filter(marriage -> isNotAfter(marriage.values().get(partner.from()), acquired)
                        && isNotAfter(
                                acquired,
                                partner.until() == null
                                        ? null
                                        : marriage.values().get(partner.until())))
                .toList();
    }

    private static boolean isNotAfter(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.compareTo(other) <= 0;
    }

    private boolean isPartner(CaseFile file, Partner partner, List<EvidenceRecord> marriages, String identifier) {
        Check check = new Check(partner.party(), partner.material(), Map.of(), null, null);
        try {
            for (EvidenceRecord marriage : marriages) {
                for (String member : partner.members()) {
                    Map<String, String> claimed = new HashMap<>(partner.where());
                    Optional.ofNullable(marriage.values().get(partner.from()))
                            .ifPresent(day -> claimed.put(partner.from(), day));
                    claimed.put(member, identifier);
                    if (retrieval.check(file, check, claimed)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (EvidenceRefusedException e) {
            throw e.unreadable(file.number);
        }
    }
}
