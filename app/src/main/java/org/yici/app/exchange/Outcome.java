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
     * @param collected whether changes of the resource come in; if not, the department may hold something else by now
     */
    record Answered(List<Evidence> evidence, boolean complete, boolean collected, Receipt receipt) implements Outcome {
        public Answered {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Yes or no.
     *
     * @param matches whether one current record of the subject has all the claimed values
     * @param newerUnread whether the department has written one of them anew since, in a version that could not be read
     * @param collected whether changes of the resource come in
     */
    record Checked(boolean matches, boolean newerUnread, boolean collected, Receipt receipt) implements Outcome {}

    /**
     * Nothing is given.
     *
     * @param rule the rule that refused
     * @param detail one sentence that says what to do
     */
    record Refused(Rule rule, String detail, Receipt receipt) implements Outcome {}
}
