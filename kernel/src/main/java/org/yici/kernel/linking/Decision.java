package org.yici.kernel.linking;

/** What follows from the evidence between two records. */
public enum Decision {
    /** One subject. */
    LINK,
    /** A steward decides. */
    REVIEW,
    /** Two subjects. */
    APART
}
