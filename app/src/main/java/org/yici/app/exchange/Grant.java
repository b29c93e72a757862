package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.SecurityLevel;

/**
 * A department's right to use items of a resource for one purpose.
 *
 * @param id {@code G-0001}
 * @param consumer code of the department that may ask
 * @param resource code of the resource
 * @param items names of the items it covers
 * @param purpose code of the purpose
 * @param purposeLabel the purpose as a citizen reads it
 * @param basis legal basis
 * @param consentNeeded whether the subject must have consented
 * @param othersItems names of those items about somebody else than the subject asked about that the legal basis opens with the subject's
 *     consent alone
 * @param clearance items up to this level are given in clear, those above masked; items of level 4 above it are only checked
 * @param perMinute how many calls a minute it allows
 * @param from start of validity
 * @param to end of validity
 * @param suspended whether it opens nothing for the time being; null is no
 */
public record Grant(
        String id,
        String consumer,
        String resource,
        List<String> items,
        String purpose,
        Label purposeLabel,
        String basis,
        boolean consentNeeded,
        List<String> othersItems,
        SecurityLevel clearance,
        int perMinute,
        Instant from,
        Instant to,
        @Nullable Boolean suspended) {
    public Grant {
        items = List.copyOf(items);
        othersItems = othersItems == null ? List.of() : List.copyOf(othersItems);
        suspended = suspended != null && suspended;
    }

    /** A grant that is not suspended. */
    public Grant(
            String id,
            String consumer,
            String resource,
            List<String> items,
            String purpose,
            Label purposeLabel,
            String basis,
            boolean consentNeeded,
            List<String> othersItems,
            SecurityLevel clearance,
            int perMinute,
            Instant from,
            Instant to) {
        this(
                id,
                consumer,
                resource,
                items,
                purpose,
                purposeLabel,
                basis,
                consentNeeded,
                othersItems,
                clearance,
                perMinute,
                from,
                to,
                null);
    }

    public boolean isSuspended() {
        return suspended != null && suspended;
    }

    /** The same right within these limits; of the items about others those stay that it still covers. */
    Grant limited(List<String> items, SecurityLevel clearance, int perMinute, Instant to, boolean suspended) {
        return new Grant(
                id,
                consumer,
                resource,
                items,
                purpose,
                purposeLabel,
                basis,
                consentNeeded,
                othersItems.stream().filter(items::contains).toList(),
                clearance,
                perMinute,
                from,
                to,
                suspended);
    }

    /** A grant under which each person's items need that person's own consent. */
    public Grant(
            String id,
            String consumer,
            String resource,
            List<String> items,
            String purpose,
            Label purposeLabel,
            String basis,
            boolean consentNeeded,
            SecurityLevel clearance,
            int perMinute,
            Instant from,
            Instant to) {
        this(
                id,
                consumer,
                resource,
                items,
                purpose,
                purposeLabel,
                basis,
                consentNeeded,
                List.of(),
                clearance,
                perMinute,
                from,
                to);
    }
}
