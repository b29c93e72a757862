package org.yici.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.cli.SystemKeys;

/** The bench has no platform on its path: what it takes from the demonstration needs none. */
class SignedCallsTest {
    @TempDir
    private Path home;

    @Test
    void aCallIsSignedWithADemonstrationsKey() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.createDirectories(home.resolve("keys"));
        Files.writeString(
                home.resolve("keys").resolve("tax.pem"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                        + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        assertThat(SystemKeys.signer(home, "tax")).isNotNull();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
