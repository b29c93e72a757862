package org.yici.e2e;

/** The accounts of the demonstration. */
public enum Accounts {
    SELLER,
    BUYER,
    SPOUSE,
    PARTNER,
    FOUNDER,
    CLERK,
    HOUSING,
    TAX,
    TITLE,
    REGISTRAR,
    TRANSPORT,
    STEWARD,
    OPERATOR,
    REVIEWER,
    AUDITOR;

    public String username() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
