package org.yici.kernel.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** Codes that companies publish. */
    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91110108551385082Q", "914403001922038216"})
    void publishedCodesAreRead(String code) {
        CreditCode read = CreditCode.parse(code).orElseThrow();

        String organisation = read.organisationCode();
        assertThat(organisation.charAt(8)).isEqualTo(CreditCode.organisationCheck(organisation.substring(0, 8)));
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y4, length",
        "91350100M000100Y433, length",
        "91350100M000100I43, characters",
        "91350100m000100Y43, characters",
        "91350100M000100Y44, check"
    })
    void whatIsWrongIsNamed(String code, String fault) {
        assertThat(CreditCode.fault(code)).map(IdentifierFault::code).contains(fault);
    }

    @Test
    void noSingleWrongCharacterGoesUnseen() {
        Random random = new Random(7);
        for (int n = 0; n < 500; n++) {
            StringBuilder body = new StringBuilder("9151");
            while (body.length() < 17) {
                body.append(ALPHABET.charAt(random.nextInt(31)));
            }
            String code = body.toString() + CreditCode.check(body.toString());
            assertThat(CreditCode.fault(code)).isEmpty();
            int at = random.nextInt(18);
            char other = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(at)) + 1 + random.nextInt(30)) % 31);
            String wrong = code.substring(0, at) + other + code.substring(at + 1);
            assertThat(CreditCode.fault(wrong)).as(wrong).contains(IdentifierFault.CHECK);
        }
    }
}
