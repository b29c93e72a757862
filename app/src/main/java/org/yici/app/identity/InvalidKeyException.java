package org.yici.app.identity;

import java.util.Locale;

/** A key that cannot be registered; nothing of what was typed is repeated in it. */
public class InvalidKeyException extends RuntimeException {
    private final Fault fault;

    InvalidKeyException(Fault fault) {
        super(fault.text);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** What is wrong. */
    public enum Fault {
        SYSTEM("system", "A system's name is lower-case ASCII letters, digits and hyphens, and begins with a letter"),
        DEPARTMENT("department", "There is no such department"),
        OTHER_DEPARTMENT("department", "The system belongs to another department"),
        UNREADABLE("public_key", "Give one public key, as PEM (BEGIN PUBLIC KEY) or as JWK"),
        NOT_ED25519("public_key", "The key must be an Ed25519 key"),
        PRIVATE(
                "public_key",
                "This is a private key. Whoever has seen it can sign: make a new pair and give the public key alone"),
        KNOWN("public_key", "This key is registered already, or was; make a new pair");

        private final String field;
        private final String text;

        Fault(String field, String text) {
            this.field = field;
            this.text = text;
        }

        /** The field it is about. */
        public String field() {
            return field;
        }

        /** The name in texts: {@code not-ed25519}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
