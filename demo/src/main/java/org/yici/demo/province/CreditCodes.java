package org.yici.demo.province;

import org.yici.kernel.identifier.CreditCode;

/** Composes unified social credit codes (GB 32100) from their parts. */
public final class CreditCodes {
    private CreditCodes() {}

    /**
     * @param kind registering authority and kind: "91" a company, "92" a sole trader
     * @param division six digits
     * @param organisation the organisation code's first eight characters (GB 11714)
     * @return the code of 18 characters with both check characters right
     */
    public static String of(String kind, String division, String organisation) {
        String code = kind + division + organisation + CreditCode.organisationCheck(organisation);
        return code + CreditCode.check(code);
    }
}
