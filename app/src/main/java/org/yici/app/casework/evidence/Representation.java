package org.yici.app.casework.evidence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.yici.app.casework.EvidenceRefusedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.service.Check;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.Wait;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/**
 * Whether the person who began a company's case acts for the company, asked of the register of legal entities by yes/no questions
 * through the exchange. It is asked before anything is retrieved about the company, before anything is done for it, and, a little less
 * often, before anything is shown.
 */
@Component
public class Representation {
    /** So that a page that polls does not fill the ledger. */
    private static final Duration SHOWN_FOR = Duration.ofSeconds(20);

    private static final Duration WITHOUT_ANSWER = Duration.ofMinutes(5);

    private static final int MOST_KNOWN = 10_000;

    public static final Label REASON =
            new Label("申请人不是该企业的法定代表人", "The applicant is not the company's legal representative");

    private final EvidenceRetrieval retrieval;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Representation(EvidenceRetrieval retrieval, Catalogue catalogue, Clock clock) {
        this.retrieval = retrieval;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What the register says. */
    public enum Answer {
        REPRESENTS,
        /** The company is registered, and somebody else acts for it. */
        DOES_NOT,
        /** The register holds no such company yet, so there is nothing to retrieve about it either. */
        NO_SUCH_COMPANY
    }

    private record Known(boolean stands, Instant at) {}

    /**
     * Asks the register now.
     *
     * @throws EvidenceRefusedException if the exchange refuses to say
     */
    public Answer ask(CaseFile file) {
        for (Check check : file.item.handling().checks()) {
            if (check.isRepresentation() && !retrieval.represents(file, check)) {
                if (!isRegistered(file, check)) {
                    return Answer.NO_SUCH_COMPANY;
                }
                // The company may have been registered between the two questions.
                if (!retrieval.represents(file, check)) {
                    return Answer.DOES_NOT;
                }
            }
        }
        return Answer.REPRESENTS;
    }

    /**
     * Requires it before something is done for a company.
     *
     * @throws NotAllowedException if somebody else acts for the company, or the company does not exist and nothing of the item waits
     *     for its registration
     * @throws IllegalCaseStateException if the register cannot be asked
     */
    public void require(CaseFile file) {
        if (!isNeeded(file)) {
            return;
        }
        Answer answer;
        try {
            answer = ask(file);
        } catch (EvidenceRefusedException e) {
            throw e.unreadable(file.number);
        }
        boolean allowed = answer == Answer.REPRESENTS
                || (answer == Answer.NO_SUCH_COMPANY
                        && file.item.handling().waits().stream().anyMatch(Wait::opens));
        if (!allowed) {
            forget(file);
            throw new NotAllowedException(
                    REASON.en() + "; the register of legal entities names somebody else or nobody");
        }
    }

    /**
     * Whether the person may still see the company's case. While the register does not answer, its last answer holds for some minutes.
     *
     * @throws IllegalCaseStateException if it does not answer and has not answered lately: nothing is shown then
     */
    public boolean stands(CaseFile file) {
        if (!isNeeded(file)) {
            return true;
        }
        Instant now = clock.instant();
        String key = file.opener.citizenId() + " " + file.parties.getFirst().subject() + " " + file.item.slug();
        Known answer = known.get(key);
        if (answer != null && now.isBefore(answer.at().plus(SHOWN_FOR))) {
            return answer.stands();
        }
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        boolean stands;
        try {
            stands = ask(file) != Answer.DOES_NOT;
        } catch (EvidenceRefusedException e) {
            if (e.passesByItself() && answer != null && now.isBefore(answer.at().plus(WITHOUT_ANSWER))) {
                return answer.stands();
            }
            if (e.passesByItself()) {
                throw e.unreadable(file.number);
            }
            stands = false;
        }
        known.put(key, new Known(stands, now));
        return stands;
    }

    private void forget(CaseFile file) {
        known.remove(file.opener.citizenId() + " " + file.parties.getFirst().subject() + " " + file.item.slug());
    }

    public static boolean isNeeded(CaseFile file) {
        return file.item.handling().checks().stream().anyMatch(Check::isRepresentation);
    }

    private boolean isRegistered(CaseFile file, Check check) {
        Material material = file.item.material(check.material()).orElseThrow();
        Resource resource =
                catalogue.resource(EvidenceRetrieval.resource(material)).orElseThrow();
        Optional<String> code = resource.items().stream()
                .filter(item ->
                        item.type() == ItemType.CREDIT_CODE && material.items().contains(item.name()))
                .map(Item::name)
                .findFirst();
        return code.isEmpty()
                || retrieval.check(
                        file,
                        check,
                        Map.of(code.get(), file.party(material.party()).identifier()));
    }
}
