package org.yici.kernel.signature;

import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Ed25519 signatures (RFC 8032), computed by Bouncy Castle, which needs a tenth of the time of the JDK's provider. Keys stay the JDK's,
 * so that they are made, stored and read by its means.
 */
public final class Ed25519 {
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /**
     * Signs a message.
     *
     * @return the 64 bytes of the signature
     * @throws IllegalArgumentException if the key is not an Ed25519 private key
     */
    public static byte[] sign(PrivateKey key, byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, new Ed25519PrivateKeyParameters(seed(key)));
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /**
     * Whether a signature is the key's over a message; false also for a signature of a wrong length or encoding.
     *
     * @throws IllegalArgumentException if the key is not an Ed25519 public key, or no usable point of the curve
     */
    public static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(raw(key)));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /**
     * Refuses a public key that can verify nothing; asked when a key is registered.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 public key, or no usable point of the curve
     */
    public static void require(PublicKey key) {
        new Ed25519PublicKeyParameters(raw(key));
    }

    /**
     * The 32 bytes of a public key.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != X509_PREFIX.length + Ed25519PublicKeyParameters.KEY_SIZE
                || !Arrays.equals(X509_PREFIX, Arrays.copyOf(encoded, X509_PREFIX.length))) {
            throw notEd25519(key);
        }
        return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
    }

    /**
     * The X.509 form of a public key's 32 bytes.
     *
     * @throws IllegalArgumentException if they are not 32 bytes
     */
    public static byte[] x509(byte[] raw) {
        if (raw.length != Ed25519PublicKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("An Ed25519 public key has 32 bytes, not " + raw.length);
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + raw.length);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, raw.length);
        return encoded;
    }

    private static byte[] seed(PrivateKey key) {
        if (key instanceof EdECPrivateKey edwards) {
            byte[] seed = edwards.getBytes().orElse(new byte[0]);
            if (seed.length == Ed25519PrivateKeyParameters.KEY_SIZE) {
                return seed;
            }
        }
        throw notEd25519(key);
    }

    private static IllegalArgumentException notEd25519(Key key) {
        return new IllegalArgumentException("The key is not an Ed25519 key but " + key.getAlgorithm());
    }
}
