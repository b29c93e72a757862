package org.yici.app.casework;

import org.yici.kernel.resource.Label;

/** Another live case claims the same thing exclusively; the message names the thing and that case, and no person. */
public class ClaimedException extends IllegalCaseStateException {
    private final transient Label claim;
    private final String holder;

    public ClaimedException(Label claim, String holder) {
        super(claim.en() + ": case " + holder + " is being worked on for the same; it must end first");
        this.claim = claim;
        this.holder = holder;
    }

    /** What is claimed: {@code 要出售的不动产}. */
    public Label claim() {
        return claim;
    }

    /** Number of the case that stands in the way. */
    public String holder() {
        return holder;
    }
}
