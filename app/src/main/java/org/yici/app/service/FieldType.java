package org.yici.app.service;

import java.util.Locale;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.identifier.Telephone;
import org.yici.kernel.text.HalfWidth;

/** What a field of a form holds: how what was typed is brought into its standard form, and which values are right. */
public enum FieldType {
    TEXT,
    /** A person's name: letters and the marks between their parts. */
    NAME,
    /** 公民身份号码, GB 11643. */
    CITIZEN_ID,
    /** 统一社会信用代码, GB 32100. */
    CREDIT_CODE,
    /** A mobile telephone of the mainland, eleven digits. */
    PHONE,
    /** More than nothing, in yuan, two places at most. */
    MONEY,
    /** As {@link #MONEY}, but may be nothing. */
    AMOUNT,
    /** 0 to 99. */
    COUNT,
    /** One of the field's options. */
    CHOICE;

    private static final String NUMBER = "[0-9]{1,12}(\\.[0-9]{1,2})?";
    private static final int LONGEST_NAME = 60;

    /** What was typed, in its standard form if it is right; what is wrong is only tidied. */
    public String standard(String typed) {
        // A choice's value is ours, and it may well hold full-width characters.
        String value = this == CHOICE ? typed.strip() : HalfWidth.of(typed).strip();
        return switch (this) {
            case CITIZEN_ID ->
                CitizenId.parse(compact(value)).map(CitizenId::value).orElse(compact(value));
            case CREDIT_CODE -> compact(value);
            case PHONE -> Telephone.normal(value).orElse(value.replaceAll("[\\s-]", ""));
            case MONEY, AMOUNT -> value.replaceAll("[\\s,¥￥元]", "");
            case TEXT, NAME, COUNT, CHOICE -> value;
        };
    }

    private static String compact(String value) {
        return value.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /** Whether a value in its standard form is right; whether a choice is among the options is known to the field. */
    boolean accepts(String value) {
        return switch (this) {
            case CITIZEN_ID -> CitizenId.parse(value).isPresent();
            case CREDIT_CODE -> CreditCode.parse(value).isPresent();
            case PHONE -> value.matches("1[3-9][0-9]{9}");
            case MONEY -> value.matches(NUMBER) && !value.matches("[0.]+");
            case AMOUNT -> value.matches(NUMBER);
            case COUNT -> value.matches("[0-9]{1,2}");
            case NAME -> value.length() <= LONGEST_NAME && value.matches("[\\p{L}\\p{M}·.’' -]+");
            case TEXT, CHOICE -> true;
        };
    }

    /** Message key of a value that is none. */
    public String fault() {
        return "field.error." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its values are amounts of money. */
    public boolean isMoney() {
        return this == MONEY || this == AMOUNT;
    }
}
