package org.yici.demo.desk;

/** The tax office's database refused a payment by a rule of its own. */
final class BankRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;

    /** @param rule unknown, settled, amount or void */
    BankRefusedException(String rule, Throwable cause) {
        super("The tax office's database refused the payment: " + rule, cause);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
