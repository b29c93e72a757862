package org.yici.demo.desk;

/** A payment is refused: by a rule of the tax office's database, or because the case that it is for has ended. */
final class BankRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;

    /** @param rule unknown, settled, amount or void */
    BankRefusedException(String rule, Throwable cause) {
        super("The payment is refused: " + rule, cause);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
