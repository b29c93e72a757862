package org.yici.app.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Text;
import org.yici.app.expression.Wording;
import org.yici.kernel.resource.Label;

/**
 * Data that must have arrived.
 *
 * @param material the material it is retrieved as
 * @param where whether a record is the one; it may name the record's items without more. Null if any record will do
 * @param lateAfterSeconds after how long the timeline says that it is late; it is waited for all the same
 * @param opens whether the case stands still for it before anybody works on it (AWAITING_DATA)
 * @param label what is waited for, shown with the time since when; null if nobody need know
 * @param action what a party can do so that it arrives, or null
 * @param written what the record was written as, with which it is compared; null if it is not of the case's own writing
 */
public record Wait(
        String id,
        String material,
        @Nullable Expression where,
        int lateAfterSeconds,
        boolean opens,
        List<CaseProcess.Finding> findings,
        @Nullable Label label,
        @Nullable Action action,
        @Nullable Written written) {
    public Wait {
        findings = CaseProcess.listOf(findings);
    }

    /**
     * Something that a party does elsewhere so that a case goes on, such as paying. Nobody else is shown it.
     *
     * @param label what its button says
     * @param text what is to be done
     * @param href the page where it is done, within the platform or beginning with https
     * @param party role of the party
     */
    public record Action(Label label, Wording text, Text href, String party) {}

    /**
     * What a case wrote and waits for to come home. The case stops if it came otherwise.
     *
     * @param step id of the write-back
     * @param columns column of the department's table to the item that it comes home as
     */
    public record Written(String step, Map<String, String> columns) {
        public Written {
            columns = CaseProcess.mapOf(columns);
        }
    }
}
