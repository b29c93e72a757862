package org.yici.kernel.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of the RFC. */
class RfcExampleTest {
    /** RFC 9421, appendix B.2.6, with the key of B.1.4. */
    private static final String PUBLIC = "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";

    private static final String PRIVATE = "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF";
    private static final String INPUT =
            "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                    + ";created=1618884473;keyid=\"test-key-ed25519\"";
    private static final String SIGNATURE =
            "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:";
    private static final String BASE = """
            "date": Tue, 20 Apr 2021 02:07:55 GMT
            "@method": POST
            "@path": /foo
            "@authority": example.com
            "content-type": application/json
            "content-length": 18
            "@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length")\
            ;created=1618884473;keyid="test-key-ed25519\"""";

    @Test
    void theSignatureBaseIsThatOfTheRfc() throws InvalidSignatureException {
        SignatureParameters parameters = StructuredFields.signatureInput(INPUT).value();

        assertThat(parameters.base(message())).isEqualTo(BASE);
    }

    @Test
    void theRfcsSignatureVerifies() throws Exception {
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(PUBLIC)));

        PresentedSignature.parse(message()).verify(key);
    }

    @Test
    void theRfcsKeySignsTheRfcsBaseToTheRfcsSignature() throws Exception {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(PRIVATE)));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(key);
        signer.update(BASE.getBytes(StandardCharsets.UTF_8));

        assertThat("sig-b26=" + StructuredFields.bytes(signer.sign())).isEqualTo(SIGNATURE);
    }

    @Test
    void theRfcsRequestIsNotOfTheNarrowProfile() {
        assertThatThrownBy(() -> PresentedSignature.read(message()))
                .isInstanceOfSatisfying(
                        InvalidSignatureException.class,
                        refused -> assertThat(refused.fault()).isEqualTo(SignatureFault.TAG));
    }

    @Test
    void theContentDigestIsThatOfTheRfc() {
        byte[] content = "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(ContentDigest.of(content)).isEqualTo("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
    }

    private static HttpRequestMessage message() {
        return new HttpRequestMessage(
                "POST",
                "https",
                "example.com",
                "/foo",
                "param=Value&Pet=dog",
                Map.of(
                        "Host", List.of("example.com"),
                        "Date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"),
                        "Content-Type", List.of("application/json"),
                        "Content-Length", List.of("18"),
                        "Signature-Input", List.of(INPUT),
                        "Signature", List.of(SIGNATURE)),
                "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8));
    }
}
