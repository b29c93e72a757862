package org.yici.app.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A key that cannot be registered; nothing of what was typed is repeated in it. */
public class InvalidKeyException extends RuntimeException {
    private final List<Fault> faults;

    InvalidKeyException(Fault fault) {
        this(List.of(fault));
    }

    /** @param faults at least one, and of each field one at most */
    InvalidKeyException(List<Fault> faults) {
        super(faults.stream().map(fault -> fault.text).collect(Collectors.joining(". ")));
        this.faults = List.copyOf(faults);
    }

    List<Fault> all() {
        return faults;
    }

    /** What is wrong, field by field: {@link Fault#code} by {@link Fault#field}. */
    public Map<String, String> faults() {
        Map<String, String> told = new LinkedHashMap<>();
        faults.forEach(fault -> told.put(fault.field(), fault.code()));
        return told;
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
