package org.yici.kernel.identifier;

/** What can be wrong with an identifier; the code is part of the name of the rule that a quarantined record failed. */
public enum IdentifierFault {
    LENGTH("length"),
    CHARACTERS("characters"),
    /** Digits that are typed where there is no identifier. */
    PLACEHOLDER("placeholder"),
    BIRTH_DATE("birth-date"),
    CHECK("check");

    private final String code;

    IdentifierFault(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
