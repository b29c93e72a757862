package org.yici.app.api;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a query or a check.
 *
 * @param resource code of the resource: {@code GA5100/000001}
 * @param purpose code of the purpose
 * @param subject whom it is about: a citizen ID or a unified social credit code
 * @param items of a query: names of the items, none for all that the grant covers
 * @param expect of a check: name of each item to the value that is claimed
 * @param caseNumber {@code case}: the case it is for, if any
 * @param consumer the department that the caller believes to ask for; it decides nothing, but must be the system's own
 * @param encryptTo {@code encrypt_to}: the receiver's key, if only it shall read the answer
 */
record Call(
        String resource,
        String purpose,
        String subject,
        List<String> items,
        Map<String, String> expect,
        @Nullable String caseNumber,
        @Nullable String consumer,
        @Nullable ECKey encryptTo) {
    @Override
    public String toString() {
        return "Call[" + resource + ", subject hidden]";
    }
}
