package org.yici.app.web.work;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.app.web.cases.CaseView;

/** A task in the words of one language. */
record TaskView(
        String id,
        String key,
        String label,
        String department,
        String number,
        String itemName,
        String applicant,
        CaseView.Time createdAt,
        CaseView.@Nullable Time dueAt,
        boolean overdue,
        List<Finding> findings,
        List<CaseView.Field> inputs,
        String version) {

    record Finding(String department, String label, String value) {}
}
