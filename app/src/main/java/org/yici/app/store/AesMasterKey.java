package org.yici.app.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES-256 in GCM mode (NIST SP 800-38D), in this process or in a device: 12 bytes of nonce, the ciphertext, 16 bytes of tag. */
final class AesMasterKey implements MasterKey {
    static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final SecretKey key;
    private final @Nullable Provider device;

    /** @param device where the key is; null if it is here */
    AesMasterKey(String id, SecretKey key, @Nullable Provider device) {
        this.id = id;
        this.key = key;
        this.device = device;
    }

    /** A key that is known here; it is called by a digest of itself. */
    static AesMasterKey of(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("yici master key|".getBytes(StandardCharsets.US_ASCII));
            String id = HexFormat.of().formatHex(digest.digest(key), 0, 8);
            return new AesMasterKey(id, new SecretKeySpec(key, "AES"), null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] encrypt(byte[] secret, String place) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(secret);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new MasterKeyException("The master key " + id + " cannot encrypt: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] decrypt(byte[] sealed, String place) {
        try {
            if (sealed.length <= NONCE) {
                throw new GeneralSecurityException("it is too short");
            }
            return cipher(Cipher.DECRYPT_MODE, place, Arrays.copyOf(sealed, NONCE))
                    .doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new MasterKeyException(
                    place + " cannot be decrypted with the master key " + id
                            + ": it was altered, or is another place's (" + e.getMessage()
                            + "). Put the file back from a backup",
                    e);
        }
    }

    private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = device == null
                ? Cipher.getInstance("AES/GCM/NoPadding")
                : Cipher.getInstance("AES/GCM/NoPadding", device);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("yici secret|" + place).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
