package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.Page;

/** "Who used my data": every query, check and refusal about a subject, every reading by an official, and every answer in whose records it is named. */
public interface AccessLog {
    Page<Use> of(UUID subject, int page, int size);

    /**
     * One use.
     *
     * @param at when
     * @param consumer code of the department that asked
     * @param actor the system or account that asked for it
     * @param kind {@code query}, {@code check}, {@code reading} by an official, or {@code refusal}
     * @param resource code of the resource
     * @param items names of the items
     * @param purpose code of the purpose
     * @param right id of the grant it rested on, the rule's code for a refusal, what was read for a reading
     * @param consent id of the consent it rested on, if one was needed
     * @param caseNumber the case it was for, if any
     * @param named whether the subject is only named in a record about somebody else
     * @param leaf index of its leaf in the ledger
     */
    record Use(
            Instant at,
            String consumer,
            String actor,
            String kind,
            String resource,
            List<String> items,
            String purpose,
            String right,
            @Nullable UUID consent,
            @Nullable String caseNumber,
            boolean named,
            long leaf) {}
}
