package org.yici.kernel.linking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.resource.ItemType;

/**
 * Gives a subject's id from a valid strong identifier: a UUID of version 8 (RFC 9562) with the first bits of HMAC-SHA-256
 * (RFC 2104) over the kind and the identifier. No look-up and no state, so it scales without limit; without the key nobody can
 * go back from an id to a person. The last bit tells whether a strong identifier names the subject. Not safe for use by several
 * threads at once.
 */
public final class SubjectIds {
    private final Mac mac;

    /** @param key the platform's secret, at least 16 bytes; the same for as long as the registries live */
    public SubjectIds(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("The subject key has " + key.length + " bytes, at least 16 are needed");
        }
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /**
     * @param type {@link ItemType#CITIZEN_ID} or {@link ItemType#CREDIT_CODE}
     * @param identifier the identifier in its standard form
     */
    public UUID of(ItemType type, String identifier) {
        if (!type.isStrongIdentifier()) {
            throw new IllegalArgumentException(type + " is not a strong identifier");
        }
        return hash(type == ItemType.CITIZEN_ID ? 'P' : 'C', identifier, 1);
    }

    /**
     * The id of the subject that an identifier names by itself; empty if it is not proven ({@link CitizenId#proven},
     * {@link CreditCode#proven}): then other evidence says whose record it is.
     */
    public Optional<UUID> ofProven(ItemType type, String identifier) {
        boolean proven = type == ItemType.CITIZEN_ID
                ? CitizenId.parse(identifier).map(CitizenId::proven).orElse(false)
                : CreditCode.parse(identifier).map(CreditCode::proven).orElse(false);
        return proven ? Optional.of(of(type, identifier)) : Optional.empty();
    }

    /**
     * The id of a subject that no strong identifier names, from one of its records.
     *
     * @param record what names the record among all
     */
    public UUID ofRecord(String record) {
        return hash('R', record, 0);
    }

    /** Whether a strong identifier names the subject; otherwise one of its records does. */
    public static boolean isIdentified(UUID subject) {
        return (subject.getLeastSignificantBits() & 1) == 1;
    }

    private UUID hash(char kind, String name, int identified) {
        mac.update((byte) kind);
        ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        long most = hash.getLong() & ~0xF000L | 0x8000L;
        long least = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFEL | 0x8000_0000_0000_0000L | identified;
        return new UUID(most, least);
    }
}
