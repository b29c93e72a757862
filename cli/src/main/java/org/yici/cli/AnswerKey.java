package org.yici.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A key for one answer (ECDH-ES on P-256): what is heard in between opens to nobody, also not later. */
final class AnswerKey {
    private static final JsonMapper JSON = new JsonMapper();

    private final ECKey key;

    AnswerKey() {
        try {
            key = new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
    }

    /** The public part, for {@code encrypt_to} of the request. */
    Map<String, Object> jwk() {
        return key.toPublicJWK().toJSONObject();
    }

    /**
     * Opens what came.
     *
     * @param encrypted JWE in compact form
     * @throws UsageException if it is not encrypted to this key, or was altered
     */
    JsonNode open(String encrypted) {
        try {
            JWEObject sealed = JWEObject.parse(encrypted);
            sealed.decrypt(new ECDHDecrypter(key));
            return JSON.readTree(sealed.getPayload().toBytes());
        } catch (ParseException | JOSEException e) {
            throw new UsageException(
                    "The answer is not encrypted to the key of this question, or was altered on its way: "
                            + e.getMessage());
        }
    }
}
