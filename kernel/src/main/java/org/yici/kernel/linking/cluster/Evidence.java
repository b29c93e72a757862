package org.yici.kernel.linking.cluster;

/** What a few records of a neighbourhood, by their places 0, 1, …, say about each other. */
public interface Evidence {
    /** Number of fields. */
    int fields();

    /** Weight of a field between two records in bits; NaN if it is silent. */
    double weight(int a, int b, int field);

    /** Prior odds in bits. */
    double prior();

    Constraint constraint(int a, int b);

    /** What stands beside the weights. */
    enum Constraint {
        NONE,
        /** A clerk has said that both are one subject. */
        MUST_LINK,
        /** A clerk has said that both are two subjects, or their valid identifiers differ. */
        CANNOT_LINK
    }
}
