package org.yici.app.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.app.service.ServiceItem;
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
        List<Finding> findings,
        List<Input> inputs) {

    /** What a department's step brought, as the other departments see it. */
    public record Finding(String department, Label label, String value) {}

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
