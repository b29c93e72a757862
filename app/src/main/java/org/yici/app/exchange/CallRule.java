package org.yici.app.exchange;

/**
 * The rules by which a department's system is admitted over HTTP, in the order in which they are asked; those of {@link Rule}
 * follow.
 */
public enum CallRule {
    /** There is no signature, or not one of the profile, or it does not verify. */
    BAD_SIGNATURE("bad-signature"),
    /** The key id is not registered, or the key is withdrawn or expired. */
    UNKNOWN_KEY("unknown-key"),
    /** It was signed too long ago or in the future, or its own expiry has passed. */
    STALE_REQUEST("stale-request"),
    /** The body's digest is of an algorithm that is not supported: nothing is said about the body. */
    UNSUPPORTED_DIGEST("unsupported-digest"),
    /** The body is not the one that was signed. */
    WRONG_DIGEST("wrong-digest"),
    /** The key used the nonce before. */
    REPLAYED("replayed"),
    /** The body cannot be understood. */
    MALFORMED_REQUEST("malformed-request"),
    /** The body names a consumer that the system does not belong to. */
    SYSTEM_NOT_OF_DEPARTMENT("system-not-of-department");

    private final String code;

    CallRule(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
