package org.yici.kernel.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.yici.kernel.signature.Ed25519;

/**
 * A public key that verifies notes: Ed25519 (RFC 8032) under a name (C2SP signed-note). Its text form is
 * {@code name+id+base64(0x01 || key)}.
 */
public final class VerifierKey {
    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;

    private final String name;
    private final byte[] raw;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw, PublicKey key) {
        checkName(name);
        this.name = name;
        this.raw = raw;
        this.key = key;
    }

    /** The verifier of what the holder of a key signs under a name. */
    static VerifierKey of(String name, PublicKey key) {
        return new VerifierKey(name, Ed25519.raw(key), key);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is not in the form, or if its id is not that of the key
     */
    public static VerifierKey parse(String text) {
        // The key's base64 may contain a plus, the name and the id may not.
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("A verifier key has the form name+id+key.");
        }
        byte[] typed = StrictBase64.decode(parts[2]);
        if (typed.length != KEY_LENGTH + 1 || typed[0] != ED25519) {
            throw new IllegalArgumentException("The verifier key is not an Ed25519 key.");
        }
        byte[] raw = Arrays.copyOfRange(typed, 1, typed.length);
        VerifierKey key;
        try {
            key = new VerifierKey(
                    parts[0],
                    raw,
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(Ed25519.x509(raw))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The verifier key is not a point of the curve.", e);
        }
        if (!key.toString().equals(text)) {
            throw new IllegalArgumentException("The verifier key's id is not that of its name and key.");
        }
        return key;
    }

    /** The same key for another log of this one's line; this one for any other log. */
    public VerifierKey forLog(String origin) {
        return !origin.equals(name) && LogName.areOfOneLine(name, origin) ? new VerifierKey(origin, raw, key) : this;
    }

    /** Who signs; for a log, its origin. */
    public String name() {
        return name;
    }

    /** The first four bytes of {@code SHA-256(name || 0x0A || 0x01 || key)}. */
    public int id() {
        MessageDigest digest = Hash.sha256();
        digest.update(StrictText.encode(name));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return ByteBuffer.wrap(digest.digest(raw)).getInt();
    }

    /** Whether a signature line claims to be by this key. */
    public boolean matches(SignedNote.Signature signature) {
        return signature.name().equals(name) && signature.keyId() == id();
    }

    /** Whether this key signed the text. */
    public boolean verifies(String text, SignedNote.Signature signature) {
        if (!matches(signature)) {
            return false;
        }
        return Ed25519.verifies(key, StrictText.encode(text), signature.signature());
    }

    static void checkName(String name) {
        if (name.isEmpty()
                || name.chars().anyMatch(c -> c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            throw new IllegalArgumentException(
                    "A key's name is not empty and has no spaces and no plus: '" + name + "'");
        }
    }

    /** The text form. */
    @Override
    public String toString() {
        byte[] typed = new byte[raw.length + 1];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, raw.length);
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+" + StrictBase64.encode(typed);
    }
}
