package org.yici.app.ledger;

import java.util.List;

/**
 * What an audit of the whole log came to.
 *
 * @param entries how many entries were read
 * @param nodes how many stored inner hashes were compared
 * @param checkpoints how many checkpoints were verified
 * @param root the newest checkpoint's root in hexadecimal, empty if there is none
 * @param begun how the log was begun anew after losses, oldest first
 * @param found how many findings there are
 * @param findings the first of them, at most {@link #LISTED}
 */
public record AuditReport(
        long entries,
        long nodes,
        long checkpoints,
        String root,
        List<Beginning> begun,
        long found,
        List<AuditFinding> findings) {
    /** How many findings are listed; a wholly rewritten log has as many as it has entries. */
    public static final int LISTED = 1_000;

    public AuditReport {
        begun = List.copyOf(begun);
        findings = List.copyOf(findings);
    }

    /** Whether everything is as it was written and signed. */
    public boolean clean() {
        return found == 0;
    }
}
