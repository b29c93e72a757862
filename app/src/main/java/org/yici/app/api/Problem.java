package org.yici.app.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.ledger.Receipt;

/**
 * A problem (RFC 9457).
 *
 * @param type {@code urn:yici:rule:<code>} for a rule's refusal, else {@code urn:yici:problem:<code>}
 * @param title what it is, in the caller's language
 * @param detail one sentence that says what to do, in the caller's language
 * @param cause what exactly refused, with its particulars, in English; null where the detail says so already
 * @param rule code of the rule that refused
 * @param fields name of each field that is wrong to what is wrong with it
 * @param receipt the refusal's leaf, if it has one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String cause,
        @Nullable String rule,
        @Nullable Map<String, String> fields,
        @Nullable Receipt receipt) {}
