package org.yici.app.exchange;

import org.yici.app.identity.DepartmentSystem;
import org.yici.kernel.ledger.Receipt;

/** What {@link SignatureVerifier} says to a call. */
public sealed interface Admission {
    /** The call is the system's own, fresh and whole. */
    record Admitted(DepartmentSystem system) implements Admission {}

    /**
     * The call is turned away.
     *
     * @param rule the rule that refused
     * @param detail one sentence that says what to do
     * @param receipt the refusal's leaf
     */
    record TurnedAway(CallRule rule, String detail, Receipt receipt) implements Admission {}
}
