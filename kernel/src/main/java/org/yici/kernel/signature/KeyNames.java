package org.yici.kernel.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/** What public keys are called. */
public final class KeyNames {
    private KeyNames() {}

    /** SHA-256 of the key's X.509 form in hexadecimal, which a department can compute from its own. */
    public static String fingerprint(PublicKey key) {
        return fingerprint(key.getEncoded());
    }

    /** The same of a key that is in its X.509 form (SubjectPublicKeyInfo, DER). */
    public static String fingerprint(byte[] x509) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(x509));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The id of a system's key: its name and the first 64 bits of the fingerprint, so a new key has a new id. */
    public static String id(String system, PublicKey key) {
        return system + "." + fingerprint(key).substring(0, 16);
    }
}
