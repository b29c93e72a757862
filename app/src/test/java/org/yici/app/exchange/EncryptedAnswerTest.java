package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.exchange.TestProvince.about;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.exchange.TestProvince.Person;
import org.yici.kernel.ledger.AnswerDigest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers that only their receiver reads, whoever ends TLS in between. */
@PlatformTest
class EncryptedAnswerTest extends ExchangeScenario {
    @Test
    void anAnswerOpensToTheKeyOfItsQuestionAloneAndIsProvenAllTheSame() throws Exception {
        ECKey receiver = new ECKeyGenerator(Curve.P_256).keyID("one-question").generate();
        Person person = province.person();
        Map<String, Object> request = new HashMap<>(about(person, "open"));
        request.put("encrypt_to", receiver.toPublicJWK().toJSONObject());

        Reply reply = caller.query(request);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        assertThat(reply.body().has("answer")).isFalse();
        assertThat(reply.body().toString()).doesNotContain("王小芳");
        JWEObject sealed = JWEObject.parse(reply.body().required("encrypted").stringValue());
        assertThat(sealed.getHeader().getKeyID()).isEqualTo("one-question");
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();
        JWEObject again = JWEObject.parse(reply.body().required("encrypted").stringValue());
        assertThatThrownBy(() -> again.decrypt(new ECDHDecrypter(other))).isInstanceOf(JOSEException.class);

        sealed.decrypt(new ECDHDecrypter(receiver));
        JsonNode answer = JsonMapper.shared().readTree(sealed.getPayload().toBytes());
        assertThat(answer.required("records")
                        .get(0)
                        .required("values")
                        .required("name")
                        .stringValue())
                .isEqualTo("王小芳");
        assertThat(proven(reply).required(AnswerDigest.FIELD).stringValue()).isEqualTo(AnswerDigest.sha256(answer));

        request.put("expect", Map.of("name", "王小芳"));
        Reply checked = caller.check(request);
        assertThat(checked.body().has("answer")).isFalse();
        JWEObject said = JWEObject.parse(checked.body().required("encrypted").stringValue());
        said.decrypt(new ECDHDecrypter(receiver));
        assertThat(said.getPayload().toString()).contains("\"matches\":true");
        request.put("expect", Map.of("name", "王大芳"));
        assertThat(caller.check(request).body().required("encrypted").stringValue())
                .as("a no is as long as a yes")
                .hasSameSizeAs(checked.body().required("encrypted").stringValue());
    }

    @Test
    void aRefusalIsReadByEverybodyAndSaysNothingOfAnybody() throws Exception {
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        request.put(
                "encrypt_to",
                new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONObject());
        request.put("items", List.of("nope"));
        assertRefused(caller.query(request), 403, "item-not-granted");
    }

    @Test
    void aKeyThatIsNoneIsToldByItsField() throws Exception {
        ECKey good = new ECKeyGenerator(Curve.P_256).generate();
        Map<String, Object> moved = new HashMap<>(good.toPublicJWK().toJSONObject());
        moved.put("y", moved.get("x"));
        Map<String, Object> beyond = new HashMap<>(good.toPublicJWK().toJSONObject());
        BigInteger prime =
                ((ECFieldFp) Curve.P_256.toECParameterSpec().getCurve().getField()).getP();
        beyond.put(
                "x",
                Base64URL.encode(good.getX().decodeToBigInteger().add(prime)).toString());
        Map<String, Object> signs = new HashMap<>(good.toPublicJWK().toJSONObject());
        signs.put("use", "sig");
        Map<String, Object> plain = new HashMap<>(good.toPublicJWK().toJSONObject());
        plain.put("alg", "none");
        for (Object key : List.of(
                beyond,
                signs,
                plain,
                good.toJSONObject(),
                new ECKeyGenerator(Curve.P_384).generate().toPublicJWK().toJSONObject(),
                moved,
                Map.of("kty", "RSA", "n", "x", "e", "AQAB"),
                Map.of())) {
            Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
            request.put("encrypt_to", key);
            assertField(request, 422, "encrypt_to");
        }
        Map<String, Object> request = new HashMap<>(about(province.person(), "open"));
        request.put("encrypt_to", "a text");
        assertField(request, 400, "encrypt_to");
    }
}
