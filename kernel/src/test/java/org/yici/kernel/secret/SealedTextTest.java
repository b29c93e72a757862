package org.yici.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTextTest {
    private static final byte[] KEY = new byte[32];

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "口令 with spaces", "sealed:1:"})
    void whatIsSealedOpensAgainAndShowsNothing(String text) {
        String sealed = SealedText.seal(KEY, "source/tax", text);

        assertThat(SealedText.open(KEY, "source/tax", sealed)).isEqualTo(text);
        assertThat(sealed).isNotEqualTo(SealedText.seal(KEY, "source/tax", text));
        if (text.length() > 1 && !text.startsWith("sealed")) {
            assertThat(sealed).doesNotContain(text);
        }
    }

    @Test
    void itOpensNowhereElseAndNotWithAnotherKey() {
        String sealed = SealedText.seal(KEY, "source/tax", "secret");
        byte[] other = KEY.clone();
        other[0] = 1;

        assertThatIllegalArgumentException().isThrownBy(() -> SealedText.open(KEY, "source/housing", sealed));
        assertThatIllegalArgumentException().isThrownBy(() -> SealedText.open(other, "source/tax", sealed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "sealed:1:", "sealed:1:AAAA", "sealed:1:*", "sealed:2:AAAA"})
    void whatIsNotSealedDoesNotOpen(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealedText.open(KEY, "source/tax", text))
                .withMessageContaining("give it to the platform again");
    }
}
