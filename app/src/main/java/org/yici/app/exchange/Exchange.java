package org.yici.app.exchange;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Authorised sharing. Every call, answered or refused, is a leaf of the ledger before this returns.
 *
 * <p>The order of the rules, the first that fails refuses: see {@link Rule}.
 */
public interface Exchange {
    /** Asks for values. */
    Outcome query(Request request);

    /** Whether changes of a resource come in; if not, its department may hold something else by now than what is given. */
    boolean isCollected(String resource);

    /**
     * Whether a query could find anything at all. For the platform's own waiting, which must not use up the right of a department by
     * asking for what is not there: no leaf tells of it, so whoever asks shows it to nobody.
     */
    boolean isRegistered(String resource, UUID subject);

    /**
     * Asks whether values are so, revealing nothing else.
     *
     * @param expected item name to the value that is claimed; {@code request.items()} is ignored
     */
    default Outcome check(Request request, Map<String, String> expected) {
        return check(request, expected, null);
    }

    /**
     * The same for a person who is known.
     *
     * @param claimant whose identity is proven, and who claims to be named in the record: such a claim counts on the person, not on the
     *     record's subject, so that nobody uses up what others may claim of it; null if nobody is known
     */
    Outcome check(Request request, Map<String, String> expected, @Nullable UUID claimant);
}
