package org.yici.app.linking;

import java.util.List;
import org.yici.app.linking.LinkReviews.Review;
import org.yici.app.registry.RegistryRecord;
import org.yici.kernel.resource.Resource;

/**
 * Who is registered in one household with the records of a pair in doubt. Only records of the department's own are followed, and only into
 * its own resources: what another department keeps stays with it.
 */
public interface Households {
    /** The households beside the pair, that of the doubtful record first; empty if the department keeps none. */
    List<Household> beside(String department, Review review);

    /**
     * A household.
     *
     * @param doubtful whether it is that of the doubtful record, else of the one that may be the same person
     * @param resource that keeps households
     * @param number by which its members are of one household
     */
    record Household(boolean doubtful, Resource resource, String number, List<Member> members) {
        public Household {
            members = List.copyOf(members);
        }
    }

    /**
     * A member.
     *
     * @param self whether it is the one of the pair
     */
    record Member(RegistryRecord record, boolean self) {}
}
