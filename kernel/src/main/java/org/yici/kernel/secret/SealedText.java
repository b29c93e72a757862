package org.yici.kernel.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A short secret, such as a department's password, encrypted for a place that others may read: AES-256 in GCM mode (NIST SP 800-38D) under
 * a key derived from the platform's own, bound to where it is kept, so that one cannot be put in the place of another. The text form is
 * {@code sealed:1:} and the base64 of 12 bytes of nonce and the ciphertext with its tag.
 */
public final class SealedText {
    private static final String PREFIX = "sealed:1:";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SealedText() {}

    /**
     * Seals a text.
     *
     * @param key the platform's key
     * @param place what the text is and where it is kept, as whoever opens it says it too: {@code source/tax}
     */
    public static String seal(byte[] key, String place, String text) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, place, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return PREFIX + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES in GCM mode", e);
        }
    }

    /**
     * Opens a text.
     *
     * @throws IllegalArgumentException if it is not sealed, or not with this key for this place
     */
    public static String open(byte[] key, String place, String sealed) {
        if (!sealed.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "The secret of " + place + " is not sealed; give it to the platform again");
        }
        try {
            byte[] all = Base64.getDecoder().decode(sealed.substring(PREFIX.length()));
            if (all.length <= NONCE) {
                throw new GeneralSecurityException("too short");
            }
            byte[] nonce = Arrays.copyOf(all, NONCE);
            byte[] text = cipher(Cipher.DECRYPT_MODE, key, place, nonce).doFinal(all, NONCE, all.length - NONCE);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The secret of " + place + " was sealed with another key or altered; give it to the platform again",
                    e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, String place, byte[] nonce) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] derived = mac.doFinal("yici sealed text|1".getBytes(StandardCharsets.US_ASCII));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
