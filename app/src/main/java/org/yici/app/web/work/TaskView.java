package org.yici.app.web.work;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.web.cases.CaseView;
import org.yici.app.web.cases.FieldView;

/**
 * A task in the words of one language.
 *
 * @param waited how long it has waited
 * @param overdue for how long it has been due; null if it is not
 */
public record TaskView(
        String id,
        String key,
        String label,
        String department,
        String number,
        String itemName,
        String applicant,
        CaseView.Time createdAt,
        CaseView.@Nullable Time dueAt,
        String waited,
        @Nullable String overdue,
        String shown,
        boolean mine,
        @Nullable String holder,
        boolean stopped,
        boolean secondEyes,
        @Nullable Proposal proposal,
        List<Finding> findings,
        List<FieldView> inputs,
        String version) {

    /** What a first official proposed; {@code own} if that is the reader. */
    record Proposal(
            String official, boolean own, CaseView.Time at, String verdict, String comment, List<Finding> values) {}

    record Finding(String department, String label, String value) {}
}
