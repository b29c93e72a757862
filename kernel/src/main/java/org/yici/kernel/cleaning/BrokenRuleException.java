package org.yici.kernel.cleaning;

/** Carries the name of a failed rule out of a value's standardisation. One instance a rule and no stack: dirt is no surprise. */
final class BrokenRuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final QuarantineRule rule;

    BrokenRuleException(QuarantineRule rule) {
        super(rule.code(), null, false, false);
        this.rule = rule;
    }

    QuarantineRule rule() {
        return rule;
    }
}
