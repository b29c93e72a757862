package org.yici.app.casework;

import org.jspecify.annotations.Nullable;
import org.yici.app.service.ServiceItem;

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

    /** Whether a party must consent (again) before it can be read; nothing else helps. */
    boolean needsConsent() {
        return needsConsent(rule);
    }

    static boolean needsConsent(@Nullable String rule) {
        return "consent-missing".equals(rule) || "consent-expired".equals(rule);
    }

    /** Whether nothing is wrong with the request: it was one of too many, or something did not answer. */
    boolean passesByItself() {
        return rule.equals("unavailable") || rule.equals("too-frequent");
    }
}
