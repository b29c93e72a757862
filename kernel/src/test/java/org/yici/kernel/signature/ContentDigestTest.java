package org.yici.kernel.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yici.kernel.signature.ContentDigest.Verdict;

class ContentDigestTest {
    private static final byte[] CONTENT = "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({
        "sha-256, RIGHT", "sha-512, UNSUPPORTED_ALGORITHM", "sha-384, UNSUPPORTED_ALGORITHM",
                "md5, UNSUPPORTED_ALGORITHM",
        "sha, UNSUPPORTED_ALGORITHM", "unixsum, UNSUPPORTED_ALGORITHM", "'sha-512,sha-256', RIGHT",
                "'sha-256, sha-512', RIGHT",
        "'sha-512,md5', UNSUPPORTED_ALGORITHM", "'sha-256,sha-256', MALFORMED"
    })
    void anAlgorithmThatIsNotSupportedIsNoOtherContent(String algorithms, Verdict verdict) {
        assertThat(ContentDigest.verdict(field(algorithms, CONTENT), CONTENT)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"sha-256, OTHER_CONTENT", "sha-512, UNSUPPORTED_ALGORITHM", "'sha-512,sha-256', OTHER_CONTENT"})
    void anotherContentIsOneOnlyWhereTheDigestCanBeHeldAgainstIt(String algorithms, Verdict verdict) {
        assertThat(ContentDigest.verdict(field(algorithms, new byte[] {1}), CONTENT))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"''", "sha-256", "sha-256=abc", "SHA-256=:YQ==:", "sha-256=:YQ=", "sha-256=:YQ==:;"})
    void whatIsNoDigestIsSaidToBeMalformed(String field) {
        assertThat(ContentDigest.verdict(field, CONTENT)).isEqualTo(Verdict.MALFORMED);
    }

    private static String field(String algorithms, byte[] content) {
        StringBuilder field = new StringBuilder();
        for (String algorithm : algorithms.split(", ?")) {
            String value = Base64.getEncoder().encodeToString(digest(algorithm, content));
            field.append(field.isEmpty() ? "" : ", ")
                    .append(algorithm)
                    .append("=:")
                    .append(value)
                    .append(':');
        }
        return field.toString();
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            boolean known = algorithm.startsWith("sha-") || algorithm.equals("md5");
            return known
                    ? MessageDigest.getInstance(algorithm.toUpperCase(java.util.Locale.ROOT))
                            .digest(content)
                    : content;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
