package org.yici.app.casework;

/** The exchange refused a material that a step cannot do without. */
class EvidenceRefusedException extends RuntimeException {
    private final transient ServiceItem.Material material;
    private final String rule;

    EvidenceRefusedException(ServiceItem.Material material, String rule) {
        super("The exchange refused " + material.id() + " by the rule " + rule);
        this.material = material;
        this.rule = rule;
    }

    ServiceItem.Material material() {
        return material;
    }

    String rule() {
        return rule;
    }

    /** Whether nothing is wrong with the request: it was one of too many, or something did not answer. */
    boolean passesByItself() {
        return rule.equals("unavailable") || rule.equals("too-frequent");
    }
}
