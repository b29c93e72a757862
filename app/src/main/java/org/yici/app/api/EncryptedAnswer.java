package org.yici.app.api;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.spec.ECFieldFp;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * An answer that only its receiver reads, whatever proxies and gateways end TLS in between: a JWE in compact form (RFC 7516) to the key that the
 * signed request names, by ECDH-ES on P-256 and A256GCM (RFC 7518). The request's signature covers the key, so nobody exchanges it.
 */
final class EncryptedAnswer {
    private static final int BLOCK = 512;
    private static final Set<String> MEMBERS = Set.of("kty", "crv", "x", "y", "kid", "use", "alg");
    /** Bytes of a coordinate, leading zeros included (RFC 7518, 6.2.1.2). */
    private static final int COORDINATE = 32;

    private EncryptedAnswer() {}

    /**
     * Reads a receiver's key.
     *
     * @param jwk members of a public JSON Web Key (RFC 7517)
     * @throws IllegalArgumentException if it is none of P-256, holds a private part, is not on the curve or is meant for something else; does not
     *     repeat it
     */
    static ECKey key(Map<String, String> jwk) {
        if (jwk.containsKey("d")) {
            throw new IllegalArgumentException(
                    "it holds the private part d: keep that, make a new key and send x and y alone");
        }
        if (!MEMBERS.containsAll(jwk.keySet())) {
            throw new IllegalArgumentException("a public JWK of P-256 has kty, crv, x and y");
        }
        if (!"enc".equals(jwk.getOrDefault("use", "enc"))
                || !JWEAlgorithm.ECDH_ES.getName().equals(jwk.getOrDefault("alg", JWEAlgorithm.ECDH_ES.getName()))) {
            throw new IllegalArgumentException(
                    "it is said to be for something else: use may only be enc, and alg ECDH-ES");
        }
        try {
            ECKey key = ECKey.parse(new HashMap<>(jwk));
            if (!Curve.P_256.equals(key.getCurve())) {
                throw new IllegalArgumentException("its curve must be P-256");
            }
            if (!isCoordinate(key.getX()) || !isCoordinate(key.getY())) {
                throw new IllegalArgumentException("x and y have 32 bytes each and are less than the curve's prime");
            }
            return key;
        } catch (ParseException | IllegalStateException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a public JWK of P-256 has kty EC, crv P-256, and x and y of a point on it", e);
        }
    }

    /** One that is not below the prime names the point of another one, and no library encrypts to it. */
    private static boolean isCoordinate(Base64URL given) {
        return given.decode().length == COORDINATE
                && given.decodeToBigInteger()
                                .compareTo(((ECFieldFp) Curve.P_256
                                                .toECParameterSpec()
                                                .getCurve()
                                                .getField())
                                        .getP())
                        < 0;
    }

    /** A yes is shorter than a no: who sees the length alone learns neither. White space after JSON means nothing. */
    private static byte[] padded(byte[] answer) {
        byte[] padded = Arrays.copyOf(answer, (answer.length / BLOCK + 1) * BLOCK);
        Arrays.fill(padded, answer.length, padded.length, (byte) ' ');
        return padded;
    }

    /** Encrypts an answer's JSON. */
    static String of(ECKey receiver, byte[] answer) {
        JWEObject sealed = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                        .contentType("json")
                        .keyID(receiver.getKeyID())
                        .build(),
                new Payload(padded(answer)));
        try {
            sealed.encrypt(new ECDHEncrypter(receiver));
            return sealed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The answer cannot be encrypted: " + e.getMessage(), e);
        }
    }
}
