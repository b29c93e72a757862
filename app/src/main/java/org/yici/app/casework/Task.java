package org.yici.app.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ValueType;
import org.yici.kernel.resource.Label;

/**
 * Work that waits for somebody of a department.
 *
 * @param id the task's id
 * @param key its key in the process: {@code accept}, {@code verify-contract}, {@code assess-tax} …
 * @param label its name
 * @param department code of the department whose people may do it; the window's is {@code window}
 * @param caseNumber the case
 * @param item the service item's name
 * @param applicant the applicant's name, masked
 * @param createdAt since when it waits
 * @param dueAt when it should be done
 * @param mine whether the reader has claimed it or was handed it
 * @param holder name of who has claimed it, null if nobody has
 * @param shown digest of what a decision rests on: the parties' answers, the contract, what a colleague proposes. A page sends it back
 * @param stopped whether the case stands still until its evidence is renewed; it can only be refused then
 * @param supplement whether it may send the case back to the applicant
 * @param secondEyes whether a second official must confirm what the first one proposes
 * @param proposal what was proposed, null if nothing is
 * @param findings what the departments before found: department code, label, value
 * @param inputs the fields that the decision needs, such as the tax due, with suggested values
 */
public record Task(
        String id,
        String key,
        Label label,
        String department,
        String caseNumber,
        Label item,
        String applicant,
        Instant createdAt,
        @Nullable Instant dueAt,
        String shown,
        boolean mine,
        @Nullable String holder,
        boolean stopped,
        boolean supplement,
        boolean secondEyes,
        @Nullable Proposal proposal,
        List<Finding> findings,
        List<Input> inputs) {
    /** What can be decided by it. */
    public List<Verdict> verdicts() {
        if (stopped) {
            return List.of(Verdict.REFUSE);
        }
        return supplement
                ? List.of(Verdict.APPROVE, Verdict.SUPPLEMENT, Verdict.REFUSE)
                : List.of(Verdict.APPROVE, Verdict.REFUSE);
    }

    /** What a department's step brought, as the other departments see it. */
    public record Finding(String department, String step, Label label, String value, ValueType type) {}

    /**
     * What an official proposed to decide, which takes effect when another confirms it.
     *
     * @param official the first official's name
     * @param own whether that is the reader, who cannot confirm it
     */
    public record Proposal(String official, boolean own, Instant at, Decision decision) {}

    public record Input(ServiceItem.Field field, @Nullable String suggested) {}

    /**
     * What somebody decided.
     *
     * @param verdict what
     * @param comment why; needed to refuse or send back
     * @param values the inputs
     */
    public record Decision(Verdict verdict, String comment, Map<String, String> values) {}

    /** What can be decided. */
    public enum Verdict {
        APPROVE,
        REFUSE,
        /** Back to the applicant (补正). */
        SUPPLEMENT
    }
}
