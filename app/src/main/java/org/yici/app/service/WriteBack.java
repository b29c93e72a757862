package org.yici.app.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Text;
import org.yici.app.expression.Wording;
import org.yici.kernel.resource.Label;

/**
 * A row for a department's own database, inserted once a case.
 *
 * @param label what is registered
 * @param table the table, with its schema if that is not the account's own
 * @param caseColumn the column that holds the case number; unique in the table
 * @param columns the other columns to their values, none of which may be null; what is left out gets the table's default
 * @param codes column to the department's own codes: our value to theirs
 * @param needs what must be so before anything is written
 * @param undo what the department does about it if the case is refused afterwards; null if nothing needs to be said
 */
public record WriteBack(
        String id,
        Label label,
        String department,
        String table,
        String caseColumn,
        Map<String, Expression> columns,
        Map<String, Map<String, String>> codes,
        List<CaseProcess.Finding> findings,
        List<CaseProcess.Need> needs,
        @Nullable Undo undo) {
    public WriteBack {
        needs = CaseProcess.listOf(needs);
        columns = CaseProcess.mapOf(columns);
        codes = CaseProcess.mapOf(codes);
        findings = CaseProcess.listOf(findings);
    }

    /**
     * What a department does about a result whose case was refused.
     *
     * @param label what it does
     * @param href the page where it does it, within the platform or beginning with https; null if it is done in a system of its own
     * @param told what a party is told, or null
     */
    public record Undo(
            Wording label, @Nullable Text href, @Nullable Told told) {}

    /**
     * What one party is told about the undoing of a result.
     *
     * @param party its role
     * @param open what will happen
     * @param done what has happened
     */
    public record Told(String party, Wording open, Wording done) {}
}
