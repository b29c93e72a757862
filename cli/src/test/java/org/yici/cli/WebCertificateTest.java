package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What is wrong with the PEM files of a certificate is said before the start, with the file. */
class WebCertificateTest {
    private static final String KEYSTORE = "spring.ssl.bundle.pem.web.keystore.";

    @TempDir
    private Path folder;

    private Path chain;
    private Path key;

    @BeforeEach
    void make() throws Exception {
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
        TestCertificate.write(chain, key);
    }

    @Test
    void whatFitsIsTakenAndReadAgainWhenItChanges() {
        assertThat(look(chain, key).getProperty("spring.ssl.bundle.pem.web.reload-on-update"))
                .isEqualTo("true");
        assertThat(settings(Map.of()).getProperty("spring.ssl.bundle.pem.web.reload-on-update"))
                .as("without TLS")
                .isNull();
    }

    @Test
    void whatIsAbsentIsNamed() {
        Path none = folder.resolve("none.pem");
        assertRefused(none, key, "certificate's file " + none + " (" + KEYSTORE + "certificate) is not there");
        assertRefused(chain, none, "private key's file " + none + " (" + KEYSTORE + "private-key) is not there");
        assertThatThrownBy(() -> WebCertificate.look(settings(Map.of(WebCertificate.BUNDLE, "web"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no setting " + KEYSTORE + "certificate names its file");
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertRefused(text, key, text + " (" + KEYSTORE + "certificate) holds no certificate in PEM");
        assertRefused(broken, key, broken + " (" + KEYSTORE + "certificate) holds no certificate in PEM");
        assertRefused(chain, text, text + " (" + KEYSTORE + "private-key) holds no private key in PEM");
        assertRefused(chain, chain, chain + " (" + KEYSTORE + "private-key) holds no private key in PEM");
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws Exception {
        Path other = folder.resolve("other.pem");
        TestCertificate.write(folder.resolve("unused.pem"), other);
        assertRefused(chain, other, "key in " + other + " is not that of the certificate in " + chain);
    }

    private static void assertRefused(Path chain, Path key, String reason) {
        assertThatThrownBy(() -> look(chain, key))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(reason);
    }

    private static StandardEnvironment look(Path chain, Path key) {
        Map<String, Object> given = new HashMap<>();
        given.put(WebCertificate.BUNDLE, "web");
        given.put(KEYSTORE + "certificate", chain.toString());
        given.put(KEYSTORE + "private-key", key.toString());
        StandardEnvironment settings = settings(given);
        WebCertificate.look(settings);
        return settings;
    }

    private static StandardEnvironment settings(Map<String, Object> given) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new MapPropertySource("given", given));
        return settings;
    }
}
