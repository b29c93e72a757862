package org.yici.kernel.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSignatureTest {
    private static final byte[] BODY = "{\"resource\":\"GA5100/000001\"}".getBytes(StandardCharsets.UTF_8);
    private static final String NONCE = "bm9uY2Utbm9uY2Utbm9uY2U";
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final KeyPair KEYS = keys();

    @Test
    void aSignedRequestVerifiesAndTellsItsParameters() throws Exception {
        PresentedSignature presented = PresentedSignature.read(signed());
        presented.verify(KEYS.getPublic());

        assertThat(presented.keyId()).isEqualTo("tax-core.1");
        assertThat(presented.created()).isEqualTo(NOW);
        assertThat(presented.nonce()).isEqualTo(NONCE);
        assertThat(presented.expires()).isEmpty();
        assertThat(presented.digestMatches()).isTrue();
    }

    @Test
    void aRequestWithoutBodyNeedsNoDigest() throws Exception {
        HttpRequestMessage bare = new HttpRequestMessage("GET", "http", "h:8080", "/x", null, Map.of(), new byte[0]);
        PresentedSignature presented = PresentedSignature.read(with(bare, sign(bare)));
        presented.verify(KEYS.getPublic());

        assertThat(presented.digestMatches()).isTrue();
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                tampering("method", m -> copy(m, "PUT", m.scheme(), m.authority(), m.path(), m.query(), m.fields())),
                tampering("scheme", m -> copy(m, m.method(), "https", m.authority(), m.path(), m.query(), m.fields())),
                tampering("authority", m -> copy(m, m.method(), m.scheme(), "evil", m.path(), m.query(), m.fields())),
                tampering("path", m -> copy(m, m.method(), m.scheme(), m.authority(), "/check", m.query(), m.fields())),
                tampering("query", m -> copy(m, m.method(), m.scheme(), m.authority(), m.path(), "a=2", m.fields())),
                tampering("type", m -> field(m, "content-type", "text/plain")),
                tampering("digest", m -> field(m, "content-digest", ContentDigest.of(new byte[] {1}))),
                tampering("created", m -> edit(m, "signature-input", "created=1", "created=2")),
                tampering("nonce", m -> edit(m, "signature-input", "bm9uY2Ut", "bm9uY2Uu".replace('.', '_'))),
                tampering("key id", m -> edit(m, "signature-input", "tax-core", "tax-cord")),
                tampering("signature", m -> field(m, "signature", "yici=" + StructuredFields.bytes(new byte[64]))),
                tampering("short signature", m -> field(m, "signature", "yici=:AAAA:")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void aChangedRequestIsRefused(String what, UnaryOperator<HttpRequestMessage> tamper) throws Exception {
        HttpRequestMessage signed = signed();
        assertThatCode(() -> PresentedSignature.read(signed).verify(KEYS.getPublic()))
                .doesNotThrowAnyException();

        assertThat(refusal(tamper.apply(signed))).isEqualTo(SignatureFault.SIGNATURE);
    }

    @Test
    void anotherKeysSignatureIsRefused() {
        InvalidSignatureException refused = catchThrowableOfType(
                InvalidSignatureException.class,
                () -> PresentedSignature.read(signed()).verify(keys().getPublic()));

        assertThat(refused.fault()).isEqualTo(SignatureFault.SIGNATURE);
    }

    @Test
    void aChangedBodyIsToldByItsDigest() throws Exception {
        HttpRequestMessage signed = signed();
        HttpRequestMessage changed = new HttpRequestMessage(
                signed.method(),
                signed.scheme(),
                signed.authority(),
                signed.path(),
                signed.query(),
                signed.fields(),
                "{\"resource\":\"GA5100/000002\"}".getBytes(StandardCharsets.UTF_8));
        PresentedSignature presented = PresentedSignature.read(changed);
        presented.verify(KEYS.getPublic());

        assertThat(presented.digestMatches()).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1} instead of {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TAG           | ;tag=\"yici\"                    | ``",
                "TAG           | ;tag=\"yici\"                    | ;tag=\"other\"",
                "ALGORITHM     | ;alg=\"ed25519\"                 | ;alg=\"rsa-pss-sha512\"",
                "PARAMETER     | ;alg=\"ed25519\"                 | ;color=\"red\"",
                "PARAMETER     | ;created=1772352000            | ``",
                "PARAMETER     | ;created=1772352000            | ;created=\"now\"",
                "PARAMETER     | ;keyid=\"tax-core.1\"            | ``",
                "PARAMETER     | ;keyid=\"tax-core.1\"            | ;keyid=\"tax core\"",
                "PARAMETER     | ;nonce=\"bm9uY2Utbm9uY2Utbm9uY2U\" | ``",
                "PARAMETER     | ;nonce=\"bm9uY2Utbm9uY2Utbm9uY2U\" | ;nonce=\"short\"",
                "NOT_COVERED   | \"@method\" | \"content-length\"",
                "NOT_COVERED   | \"@target-uri\"                  | \"@authority\"",
                "NOT_COVERED   | \"content-digest\"               | \"content-length\"",
                "COMPONENT     | \"content-type\"                 | \"x-absent\"",
                "COMPONENT     | \"content-type\"                 | \"@status\"",
                "MALFORMED     | \"content-type\"                 | \"content-type\";sf",
                "MALFORMED     | \"content-type\"                 | \"@method\"",
                "MALFORMED     | ;created=1772352000            | ;created=01772352000",
                "MALFORMED     | ;created=1772352000            | ; created=1772352000",
                "MALFORMED     | ;tag=\"yici\"                    | ;tag=\"yici\", b=()",
                "MALFORMED     | yici=(                         | other=(",
                "MALFORMED     | yici=(                         | YICI=(",
            })
    void whatIsNotOfTheProfileIsRefusedByName(SignatureFault fault, String from, String to) {

        assertThat(refusal(edit(signed(), "signature-input", from, to == null ? "" : to)))
                .isEqualTo(fault);
    }

    @Test
    void aRequestWithoutSignatureIsRefused() {
        assertThat(refusal(request())).isEqualTo(SignatureFault.MISSING);
    }

    @Test
    void aFieldThatComesTwiceIsRefused() {
        HttpRequestMessage signed = signed();
        Map<String, List<String>> fields = new TreeMap<>(signed.fields());
        String signature = fields.get("signature").get(0);
        fields.put("signature", List.of(signature, signature));

        assertThat(refusal(with(signed, fields))).isEqualTo(SignatureFault.MALFORMED);
    }

    @Test
    void base64ThatIsNotCanonicalIsRefused() {
        assertThat(refusal(field(signed(), "signature", "yici=:AAA:"))).isEqualTo(SignatureFault.MALFORMED);
    }

    @Test
    void authorityPathAndQueryTogetherStandForTheTarget() {
        HttpRequestMessage edited =
                edit(signed(), "signature-input", "\"@target-uri\"", "\"@authority\" \"@path\" \"@query\"");

        assertThatCode(() -> PresentedSignature.read(edited)).doesNotThrowAnyException();
    }

    private static HttpRequestMessage request() {
        return new HttpRequestMessage(
                "POST",
                "http",
                "LOCALHOST:80",
                "/api/v1/exchange/query",
                "a=1",
                Map.of("Content-Type", List.of("application/json"), "Content-Length", List.of("28")),
                BODY);
    }

    private static HttpRequestMessage signed() {
        return with(request(), sign(request()));
    }

    private static Map<String, List<String>> sign(HttpRequestMessage message) {
        Map<String, List<String>> fields = new TreeMap<>(message.fields());
        new RequestSigner("tax-core.1", KEYS.getPrivate())
                .sign(message, NOW, NONCE)
                .forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return fields;
    }

    private static HttpRequestMessage field(HttpRequestMessage message, String name, String value) {
        Map<String, List<String>> fields = new TreeMap<>(message.fields());
        fields.put(name, List.of(value));
        return with(message, fields);
    }

    private static HttpRequestMessage edit(HttpRequestMessage message, String name, String from, String to) {
        String value = message.fields().get(name).get(0);
        assertThat(value).contains(from);
        return field(message, name, value.replace(from, to));
    }

    private static HttpRequestMessage with(HttpRequestMessage m, Map<String, List<String>> fields) {
        return copy(m, m.method(), m.scheme(), m.authority(), m.path(), m.query(), fields);
    }

    private static HttpRequestMessage copy(
            HttpRequestMessage m,
            String method,
            String scheme,
            String authority,
            String path,
            String query,
            Map<String, List<String>> fields) {
        return new HttpRequestMessage(method, scheme, authority, path, query, new TreeMap<>(fields), m.body());
    }

    private static Arguments tampering(String what, UnaryOperator<HttpRequestMessage> tamper) {
        return Arguments.of(what, tamper);
    }

    private static SignatureFault refusal(HttpRequestMessage message) {
        List<SignatureFault> faults = new ArrayList<>();
        try {
            PresentedSignature.read(message).verify(KEYS.getPublic());
        } catch (InvalidSignatureException e) {
            faults.add(e.fault());
        }
        assertThat(faults).as("refusals").hasSize(1);
        return faults.get(0);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
