package org.yici.kernel.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Ed25519Test {
    private static final byte[] MESSAGE = "一次".getBytes(StandardCharsets.UTF_8);
    private static final KeyPair KEYS = keys("Ed25519");

    @Test
    void signsTheSameBytesAsTheJdk() throws GeneralSecurityException {
        Signature jdk = Signature.getInstance("Ed25519");
        jdk.initSign(KEYS.getPrivate());
        jdk.update(MESSAGE);

        assertThat(Ed25519.sign(KEYS.getPrivate(), MESSAGE)).isEqualTo(jdk.sign());
    }

    @Test
    void refusesEverySignatureWithOneBitChanged() {
        byte[] signature = Ed25519.sign(KEYS.getPrivate(), MESSAGE);
        assertThat(Ed25519.verifies(KEYS.getPublic(), MESSAGE, signature)).isTrue();
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Ed25519.verifies(KEYS.getPublic(), MESSAGE, changed))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void refusesSignaturesOfAnyOtherLength() {
        byte[] signature = Ed25519.sign(KEYS.getPrivate(), MESSAGE);
        for (int length : new int[] {0, 1, 32, 63, 65, 128}) {
            assertThat(Ed25519.verifies(KEYS.getPublic(), MESSAGE, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
    }

    @Test
    void refusesKeysOfOtherKinds() {
        KeyPair ed448 = keys("Ed448");
        KeyPair ec = keys("EC");
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.sign(ec.getPrivate(), MESSAGE));
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.sign(ed448.getPrivate(), MESSAGE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ed25519.verifies(ec.getPublic(), MESSAGE, new byte[64]))
                .withMessageContaining("EC");
        assertThatIllegalArgumentException().isThrownBy(() -> Ed25519.raw(ed448.getPublic()));
    }

    @Test
    void readsAKeyFromTheFormThatItWrites() throws GeneralSecurityException {
        byte[] encoded = Ed25519.x509(Ed25519.raw(KEYS.getPublic()));
        PublicKey read = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        assertThat(read).isEqualTo(KEYS.getPublic());
    }

    private static KeyPair keys(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
