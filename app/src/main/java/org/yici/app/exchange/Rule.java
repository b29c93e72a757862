package org.yici.app.exchange;

/** The rules of sharing in the order in which they are asked. The code of the first that fails is in the refusal. */
public enum Rule {
    UNKNOWN_RESOURCE("unknown-resource"),
    NOT_SHARED("not-shared"),
    NO_GRANT("no-grant"),
    GRANT_EXPIRED("grant-expired"),
    GRANT_SUSPENDED("grant-suspended"),
    PURPOSE_NOT_GRANTED("purpose-not-granted"),
    ITEM_NOT_GRANTED("item-not-granted"),
    CASE_MISSING("case-missing"),
    CONSENT_MISSING("consent-missing"),
    TOO_FREQUENT("too-frequent"),
    /** Of a check: too many different values were claimed of one subject's item. */
    TOO_MANY_CLAIMS("too-many-claims"),
    /** Not a rule that is asked: a rule could not be asked, or the records could not be read. It passes by itself. */
    UNAVAILABLE("unavailable");

    private final String code;

    Rule(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
