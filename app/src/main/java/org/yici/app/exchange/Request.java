package org.yici.app.exchange;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for one resource about one subject.
 *
 * @param consumer code of the department that wants it
 * @param actor who asks for the department, as the ledger names actors
 * @param resource code of the resource
 * @param purpose code of the purpose, which must be the grant's
 * @param subject whom it is about
 * @param items names of the items; empty: all that the grant covers
 * @param caseNumber the case it is for, if any
 */
public record Request(
        String consumer,
        String actor,
        String resource,
        String purpose,
        UUID subject,
        List<String> items,
        @Nullable String caseNumber) {
    public Request {
        items = List.copyOf(items);
    }
}
