package org.yici.app.identity;

import java.security.PublicKey;

/**
 * A department's system that calls the exchange.
 *
 * @param name ASCII name: {@code tax-core}
 * @param department code of the department that answers for it
 * @param keyId id of the key it signs with
 * @param publicKey the Ed25519 public key
 */
public record DepartmentSystem(String name, String department, String keyId, PublicKey publicKey) {
    private static final String ACTOR = "system:";

    static boolean isName(String name) {
        return name.matches("[a-z][a-z0-9-]{0,50}");
    }

    /** How the ledger names the system as an actor. */
    public String actor() {
        return ACTOR + name;
    }

    /** Whether an actor's name is a system's. */
    public static boolean isActor(String actor) {
        return actor.startsWith(ACTOR);
    }
}
