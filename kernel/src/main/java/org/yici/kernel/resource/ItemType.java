package org.yici.kernel.resource;

/** What a value of an item is: decides how it is cleaned, how it is stored and how it is masked. */
public enum ItemType {
    /** Free text: trimmed, full-width letters made half-width, inner white space folded; otherwise as it was written. */
    TEXT("text"),
    /** A natural person's or a company's name. */
    NAME("text"),
    /** A citizen ID, GB 11643; 15 digits become 18. */
    CITIZEN_ID("text"),
    /** A unified social credit code, GB 32100. */
    CREDIT_CODE("text"),
    /** A division code, GB/T 2260, six digits (county) or nine (township). */
    DIVISION("text"),
    /** GB/T 2261.1. */
    GENDER("text"),
    /** A code of the item's own list ({@link Item#codes()}). */
    CODE("text"),
    /** A calendar date of the department's time zone; without end where {@link Item#endless} says so. */
    DATE("date"),
    /** A point in time; a department's local times are of China Standard Time. */
    TIMESTAMP("timestamptz"),
    /** A whole number. */
    INTEGER("bigint"),
    /** An amount of money in yuan, or another decimal number. */
    DECIMAL("numeric(18,2)"),
    /** Yes or no. */
    BOOLEAN("boolean"),
    /** A telephone number, without country code. */
    PHONE("text"),
    /** A postal address in one line. */
    ADDRESS("text");

    private final String sqlType;

    ItemType(String sqlType) {
        this.sqlType = sqlType;
    }

    /** PostgreSQL type of the column in the registry table. */
    public String sqlType() {
        return sqlType;
    }

    /** Whether a value names a subject beyond doubt, so that it can be linked without comparing anything else. */
    public boolean isStrongIdentifier() {
        return this == CITIZEN_ID || this == CREDIT_CODE;
    }
}
