package org.yici.app.exchange;

import java.util.List;
import org.yici.kernel.ledger.Receipt;

/** What the exchange says to a request. */
public sealed interface Outcome {
    /** The leaf that proves this outcome. */
    Receipt receipt();

    /**
     * The values.
     *
     * @param evidence the subject's current records, newest first, at most 100; empty if the department holds none
     * @param complete whether these are all
     */
    record Answered(List<Evidence> evidence, boolean complete, Receipt receipt) implements Outcome {
        public Answered {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Yes or no.
     *
     * @param matches whether one current record of the subject has all the claimed values
     * @param newerUnread whether the department has written one of them anew since, in a version that could not be read
     */
    record Checked(boolean matches, boolean newerUnread, Receipt receipt) implements Outcome {}

    /**
     * Nothing is given.
     *
     * @param rule the rule that refused
     * @param detail one sentence that says what to do
     */
    record Refused(Rule rule, String detail, Receipt receipt) implements Outcome {}
}
