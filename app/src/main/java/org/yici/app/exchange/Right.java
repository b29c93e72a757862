package org.yici.app.exchange;

import java.util.List;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;

/**
 * What an answer rests on: a grant, or the sharing type itself.
 *
 * @param id the grant's id, or {@link #UNCONDITIONAL}
 * @param items names of the items it covers
 */
record Right(
        String id,
        List<String> items,
        boolean consentNeeded,
        List<String> othersItems,
        SecurityLevel clearance,
        int perMinute) {
    /** The right that every department has to an unconditionally shared resource. */
    static final String UNCONDITIONAL = "unconditional";

    /** What every department may see of an unconditionally shared resource; more needs a grant. */
    static final SecurityLevel UNCONDITIONAL_LEVEL = SecurityLevel.L2;

    static Right of(Grant grant) {
        return new Right(
                grant.id(),
                grant.items(),
                grant.consentNeeded(),
                grant.othersItems(),
                grant.clearance(),
                grant.perMinute());
    }

    /**
     * Unconditional sharing (国发〔2016〕51号) needs no decision for each department, yet a purpose and a duty: the request names its
     * purpose and is logged like any other, and it covers only what does little harm.
     */
    static Right unconditional(Resource resource, int perMinute) {
        List<String> items = resource.items().stream()
                .filter(item -> item.level().compareTo(UNCONDITIONAL_LEVEL) <= 0)
                .map(Item::name)
                .toList();
        return new Right(UNCONDITIONAL, items, false, List.of(), UNCONDITIONAL_LEVEL, perMinute);
    }

    /** Whether the right admits of giving an item's value in clear. */
    boolean clears(Item item) {
        return item.level().compareTo(clearance) <= 0;
    }
}
