package org.yici.app.web.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A material with what was retrieved.
 *
 * @param status RETRIEVED, NONE, REFUSED; CONSENT while its party has to agree, LAW while it waits to be retrieved without anybody's consent, PRIVATE if it is for another party alone, PENDING if it comes later or from nobody
 * @param collected whether changes of it come in; if not, the department may hold something else by now
 */
record MaterialView(
        String id,
        String label,
        String supply,
        String party,
        String partyLabel,
        String provider,
        String resource,
        String consumer,
        String status,
        List<CaseView.Row> rows,
        int records,
        CaseView.@Nullable Time sourceTime,
        CaseView.@Nullable Time retrievedAt,
        @Nullable String rule,
        boolean collected,
        long leaf) {
    /** Whether it was asked for, whatever came of it. */
    public boolean asked() {
        return status.equals("RETRIEVED") || status.equals("NONE") || status.equals("REFUSED");
    }
}
