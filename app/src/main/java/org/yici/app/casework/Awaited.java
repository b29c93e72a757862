package org.yici.app.casework;

import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * An act that a case waits for.
 *
 * @param by who does it
 * @param who the party's role or the department's code; empty for the platform, and for a party of which the viewer may not know
 * @param duty what kind of act it is
 * @param what its name, such as that of a department's task, or who it is if no role is told; null if the duty says all
 * @param mine whether it is the viewer's to do
 */
public record Awaited(
        By by, String who, Duty duty, @Nullable Label what, boolean mine) {
    /** Who acts. */
    public enum By {
        PARTY,
        DEPARTMENT,
        PLATFORM
    }

    /** What somebody has to do. */
    public enum Duty {
        FILL_IN,
        CONFIRM,
        SUPPLEMENT,
        /** Bring the evidence of a stopped case up to date, or withdraw it. */
        RENEW,
        /** Consent once more. */
        CONSENT,
        /** Something elsewhere, such as paying at a bank. */
        ACT,
        /** A department's task. */
        DECIDE,
        /** Nothing but that registered data arrives. */
        DATA,
        /** The platform is at it. */
        WORK
    }
}
