package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.SecurityLevel;

/**
 * Rights as people give and end them: operators, and stewards of the department that provides the resource. Each act takes effect in its
 * transaction: an answer whose leaf is not written yet rests on it no more. What people did to a grant, a pack does not undo.
 *
 * <p>All acts throw {@link InvalidGrantException} for what was filled in, {@link java.util.NoSuchElementException} for a grant that there is
 * not, and {@link org.springframework.security.access.AccessDeniedException} for an account that may not.
 */
public interface GrantAdministration {
    /** Grants that the user may read, by id: operators and auditors read all, stewards what their department gives or has. */
    List<Held> all(User user);

    Held find(User user, String id);

    /** Gives a grant; its id is the next free number. */
    Held give(User user, Offer offer, String reason);

    /** Takes part of a grant away, for good. */
    Held narrow(User user, String id, Narrowing narrowing, String reason);

    /** Lets a grant open nothing until it is resumed. */
    Held suspend(User user, String id, String reason);

    Held resume(User user, String id, String reason);

    /** Ends a grant for good. */
    Held end(User user, String id, String reason);

    /** What people did to it, newest first; empty of what a pack gave and nobody changed. */
    List<Event> history(User user, String id);

    /** How a grant stands. */
    enum State {
        /** Not valid yet. */
        FUTURE,
        VALID,
        SUSPENDED,
        ENDED
    }

    enum Step {
        GIVE,
        NARROW,
        SUSPEND,
        RESUME,
        END
    }

    /**
     * A grant as somebody sees it.
     *
     * @param provider code of the department whose resource it opens; null if the resource is withdrawn
     * @param allowed what the user may do with it now
     */
    record Held(Grant grant, @Nullable String provider, State state, Set<Step> allowed) {
        public boolean allows(Step step) {
            return allowed.contains(step);
        }
    }

    /** A grant to be given; see {@link Grant} for the parts. Without a clearance it is not in order. */
    record Offer(
            String consumer,
            String resource,
            List<String> items,
            String purpose,
            Label purposeLabel,
            String basis,
            boolean consentNeeded,
            @Nullable SecurityLevel clearance,
            int perMinute,
            Instant from,
            Instant to) {
        public Offer {
            items = items.stream().filter(Objects::nonNull).distinct().toList();
        }
    }

    /** What is left of a grant; nothing of it may be more than it was. */
    record Narrowing(List<String> items, @Nullable SecurityLevel clearance, int perMinute, Instant to) {
        public Narrowing {
            items = items.stream().filter(Objects::nonNull).distinct().toList();
        }
    }

    /**
     * @param actor name of the account
     * @param leaf index of the ledger's leaf
     */
    record Event(Instant at, Step step, String actor, String reason, long leaf) {}
}
