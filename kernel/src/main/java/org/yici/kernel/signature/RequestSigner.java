package org.yici.kernel.signature;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signs requests with one key, in the profile that {@link PresentedSignature} reads.
 *
 * @param keyId id under which the key is registered
 * @param key the Ed25519 private key
 */
public record RequestSigner(String keyId, PrivateKey key) {
    /**
     * Signs a request: method, target, and its body and content type if it has them. A {@code content-digest} that the request has
     * already is signed as it is.
     *
     * @param created now, by the signer's clock
     * @param nonce at least 16 characters of base64url that this key never used before
     * @return the fields to add to the request, name to value
     */
    public Map<String, String> sign(HttpRequestMessage message, Instant created, String nonce) {
        Map<String, String> added = new LinkedHashMap<>();
        List<String> components = new ArrayList<>(List.of("@method", "@target-uri"));
        HttpRequestMessage signed = message;
        if (message.hasBody()) {
            List<String> given = message.lines("content-digest");
            String digest = given.isEmpty() ? ContentDigest.of(message.body()) : given.get(0);
            added.put("Content-Digest", digest);
            components.add("content-digest");
            if (!message.lines("content-type").isEmpty()) {
                components.add("content-type");
            }
            Map<String, List<String>> fields = new TreeMap<>(message.fields());
            fields.put("content-digest", List.of(digest));
            signed = new HttpRequestMessage(
                    message.method(),
                    message.scheme(),
                    message.authority(),
                    message.path(),
                    message.query(),
                    fields,
                    message.body());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("created", created.getEpochSecond());
        values.put("nonce", nonce);
        values.put("keyid", keyId);
        values.put("alg", "ed25519");
        values.put("tag", PresentedSignature.TAG);
        SignatureParameters parameters = new SignatureParameters(components, values);
        added.put("Signature-Input", PresentedSignature.TAG + "=" + parameters.serialize());
        added.put("Signature", PresentedSignature.TAG + "=" + StructuredFields.bytes(signature(parameters, signed)));
        return added;
    }

    private byte[] signature(SignatureParameters parameters, HttpRequestMessage message) {
        try {
            return Ed25519.sign(key, parameters.base(message).getBytes(StandardCharsets.UTF_8));
        } catch (InvalidSignatureException e) {
            throw new IllegalStateException("A request has every component that is signed", e);
        }
    }
}
