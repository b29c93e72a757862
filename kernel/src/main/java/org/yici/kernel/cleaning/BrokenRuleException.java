package org.yici.kernel.cleaning;

/** Carries the name of a failed rule out of a value's standardisation. One instance a rule and no stack: dirt is no surprise. */
final class BrokenRuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    BrokenRuleException(String rule) {
        super(rule, null, false, false);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
