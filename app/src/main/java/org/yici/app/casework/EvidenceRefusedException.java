package org.yici.app.casework;

import org.jspecify.annotations.Nullable;
import org.yici.app.service.ServiceItem;

/** The exchange refused a material that a step cannot do without. */
public class EvidenceRefusedException extends RuntimeException {
    private final transient ServiceItem.Material material;
    private final String rule;

    public EvidenceRefusedException(ServiceItem.Material material, String rule) {
        super("The exchange refused " + material.id() + " by the rule " + rule);
        this.material = material;
        this.rule = rule;
    }

    public ServiceItem.Material material() {
        return material;
    }

    public String rule() {
        return rule;
    }

    /** Whether a party must consent (again) before it can be read; nothing else helps. */
    public boolean needsConsent() {
        return needsConsent(rule);
    }

    public static boolean needsConsent(@Nullable String rule) {
        return "consent-missing".equals(rule) || "consent-expired".equals(rule);
    }

    /** Whether nothing is wrong with the request: it was one of too many, or something did not answer. */
    public boolean passesByItself() {
        return passesByItself(rule);
    }

    private static boolean passesByItself(String rule) {
        return rule.equals("unavailable") || rule.equals("too-frequent");
    }

    /** What whoever acts on a case is told: it cannot be decided without this material. */
    public IllegalCaseStateException unreadable(String caseNumber) {
        return unreadable(caseNumber, material.id(), rule);
    }

    /** The same of a material that was not read by a step. */
    public static IllegalCaseStateException unreadable(String caseNumber, String material, String rule) {
        if (passesByItself(rule)) {
            return new UnavailableException("Case " + caseNumber + ": " + material
                    + " cannot be read now, so nothing is decided; try again in a minute");
        }
        return new IllegalCaseStateException("Case " + caseNumber + ": " + material + " cannot be read now (" + rule
                + "), so nothing is decided; "
                + (rule.equals("consent-missing")
                        ? "the party must give its consent again"
                        : "try again later or ask the department that provides it"));
    }
}
