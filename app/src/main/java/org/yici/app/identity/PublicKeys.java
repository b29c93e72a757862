package org.yici.app.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.yici.app.identity.InvalidKeyException.Fault;
import org.yici.kernel.signature.Ed25519;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Departments' Ed25519 public keys as text; what they are called is in {@link org.yici.kernel.signature.KeyNames}. */
public final class PublicKeys {
    private static final int LONGEST = 4_000;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
    private static final JsonMapper JSON = new JsonMapper();

    private PublicKeys() {}

    /**
     * Reads a key as PEM ({@code BEGIN PUBLIC KEY}, RFC 7468) or JWK ({@code OKP}, RFC 8037).
     *
     * @throws InvalidKeyException if it is anything else, above all a private key
     */
    public static PublicKey read(String text) {
        String key = text.strip();
        if (key.contains("PRIVATE KEY")) {
            throw new InvalidKeyException(Fault.PRIVATE);
        }
        if (key.isEmpty() || key.length() > LONGEST) {
            throw new InvalidKeyException(Fault.UNREADABLE);
        }
        return key.startsWith("{") ? jwk(key) : pem(key);
    }

    private static PublicKey pem(String text) {
        Matcher matcher = PEM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidKeyException(Fault.UNREADABLE);
        }
        try {
            return key(Base64.getMimeDecoder().decode(matcher.group(1)));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException(Fault.UNREADABLE);
        }
    }

    private static PublicKey jwk(String text) {
        JsonNode jwk;
        try {
            jwk = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new InvalidKeyException(Fault.UNREADABLE);
        }
        if (jwk.has("d") || jwk.has("k")) {
            throw new InvalidKeyException(Fault.PRIVATE);
        }
        if (!jwk.path("kty").asString("").equals("OKP")
                || !jwk.path("crv").asString("").equals("Ed25519")) {
            throw new InvalidKeyException(Fault.NOT_ED25519);
        }
        try {
            return key(Ed25519.x509(Base64.getUrlDecoder().decode(jwk.path("x").asString(""))));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException(Fault.UNREADABLE);
        }
    }

    /** @throws IllegalArgumentException if the bytes are no public key at all */
    private static PublicKey key(byte[] x509) {
        SubjectPublicKeyInfo.getInstance(x509);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
            Ed25519.require(key);
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidKeyException(Fault.NOT_ED25519);
        }
    }
}
