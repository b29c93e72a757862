package org.yici.kernel.cleaning;

/** For what a record goes to quarantine, in the order in which a steward's filter offers them. */
public enum QuarantineRule {
    REQUIRED("required"),
    CITIZEN_ID_LENGTH("citizen-id.length"),
    CITIZEN_ID_CHARACTERS("citizen-id.characters"),
    CITIZEN_ID_PLACEHOLDER("citizen-id.placeholder"),
    CITIZEN_ID_BIRTH_DATE("citizen-id.birth-date"),
    CITIZEN_ID_CHECK("citizen-id.check"),
    CREDIT_CODE_LENGTH("credit-code.length"),
    CREDIT_CODE_CHARACTERS("credit-code.characters"),
    CREDIT_CODE_PLACEHOLDER("credit-code.placeholder"),
    CREDIT_CODE_CHECK("credit-code.check"),
    DATE_INVALID("date.invalid"),
    DATE_WITHOUT_END("date.without-end"),
    DATE_WITHOUT_BEGIN("date.without-begin"),
    TIMESTAMP_INVALID("timestamp.invalid"),
    DIVISION_FORM("division.form"),
    DIVISION_PROVINCE("division.province"),
    GENDER_UNKNOWN("gender.unknown"),
    CODE_UNKNOWN("code.unknown"),
    NAME_FORM("name.form"),
    NAME_DAMAGED("name.damaged"),
    PHONE_FORM("phone.form"),
    PHONE_SEVERAL("phone.several"),
    DECIMAL_FORM("decimal.form"),
    DECIMAL_RANGE("decimal.range"),
    INTEGER_FORM("integer.form"),
    INTEGER_RANGE("integer.range"),
    BOOLEAN_FORM("boolean.form"),
    /** Longer than {@link CleaningPlan#LONGEST}. */
    VALUE_TOO_LONG("value.too-long"),
    /** The source's bytes are no text. */
    SOURCE_ENCODING("source.encoding"),
    /** The cleaning itself failed on the record. */
    SOURCE_FAULT("source.fault"),
    /** The registry's table did not take the cleaned record. */
    REGISTRY_WRITE("registry.write");

    private final String code;

    QuarantineRule(String code) {
        this.code = code;
    }

    /** As it is stored and shown: {@code citizen-id.check}. */
    public String code() {
        return code;
    }
}
