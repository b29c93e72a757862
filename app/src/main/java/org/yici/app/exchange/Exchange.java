package org.yici.app.exchange;

import java.util.Map;

/**
 * Authorised sharing. Every call, answered or refused, is a leaf of the ledger before this returns.
 *
 * <p>The order of the rules, the first that fails refuses: see {@link Rule}.
 */
public interface Exchange {
    /** Asks for values. */
    Outcome query(Request request);

    /**
     * Asks whether values are so, revealing nothing else.
     *
     * @param expected item name to the value that is claimed; {@code request.items()} is ignored
     */
    Outcome check(Request request, Map<String, String> expected);
}
