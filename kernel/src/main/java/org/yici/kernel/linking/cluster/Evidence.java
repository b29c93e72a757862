package org.yici.kernel.linking.cluster;

/** What a few records of a neighbourhood, by their places 0, 1, …, say about each other. */
public interface Evidence {
    /** Number of fields. */
    int fields();

    /** Level of agreement of a field between two records; below 0 if it is silent. */
    int level(int a, int b, int field);

    /** Weight of a level in bits, one subject against strangers. */
    double weight(int a, int b, int field, int level);

    /** Weight of a level in bits, one subject against kin. */
    double kinWeight(int field, int level);

    /** Posterior odds in bits from the sums of both kinds of weight. */
    double posterior(double strangers, double kin);

    Constraint constraint(int a, int b);

    /** What stands beside the weights. */
    enum Constraint {
        NONE,
        /** A steward has said that both are one subject. */
        MUST_LINK,
        /** A steward has said that both are two subjects, or their valid identifiers differ. */
        CANNOT_LINK,
        /** They may be two members of one household; only a steward may say that they are one subject. */
        ASK,
        /** The same, and a steward has said that they are. */
        SETTLED,
        /** They bear one identifier, perhaps mistyped: no steward need be asked whether their other records are kin. */
        IDENTIFIED
    }
}
