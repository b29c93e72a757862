package org.yici.kernel.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.ItemType;

/** A right check digit alone proves nothing. */
class PlausibleIdentifierTest {
    private static final SubjectIds IDS = new SubjectIds("a key of the tests".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "111111111111111",
                "111111111111111111",
                "222222222222222",
                "999999999999999",
                "000000000000000",
                "000000000000000000",
                "000000199001010018",
                "123456789012345",
                "123456789012345678",
                "987654321098765",
                "121212121212121",
                "123123123123123",
                "101010101010101010",
                "012345678901234",
                "098765432109876",
                "511602111111111",
                "51160219111111111X",
                "000000900101001"
            })
    void digitsThatAreTypedWhereThereIsNoNumberAreNone(String id) {
        assertThat(CitizenId.fault(id)).contains(IdentifierFault.PLACEHOLDER);
    }

    @Test
    void aBirthLiesInThePastAndWithinMemory() {
        LocalDate today = LocalDate.of(2026, 3, 1);
        assertThat(CitizenId.fault(withCheck("51160220260302001"), today)).contains(IdentifierFault.BIRTH_DATE);
        assertThat(CitizenId.fault(withCheck("51160220260301001"), today)).isEmpty();
        assertThat(CitizenId.fault(withCheck("51160218490101001"))).contains(IdentifierFault.BIRTH_DATE);
    }

    @ParameterizedTest
    @CsvSource({
        "51160219900101001, true",
        "11010319550101001, true",
        "51303119700101001, true",
        "44030019800101001, true",
        "41900119800101001, true",
        "81000019900101001, true",
        "82000019900101001, true",
        "83000019900101001, true",
        "71000019900101001, true",
        "99020119900101001, false",
        "12345619900101001, false",
        "51169919900101001, false",
        "51000019900101001, false",
        "44190019900101001, true",
        "51022219990101001, true",
        "51022220150101001, false",
        "11010319700101001, true",
        "11010320250101001, false",
        "50015119700101001, true",
        "51160219000101001, false",
        "51160218960101001, false",
        "91112419810803002, true",
        "90012419810803002, false",
        "91160219900307001, false",
        "91100019900307001, false",
        "51160219900101000, false"
    })
    void onlyADivisionThatEverExistedProvesANumber(String id17, boolean proven) {
        CitizenId id = CitizenId.parse(withCheck(id17)).orElseThrow();

        assertThat(id.proven()).isEqualTo(proven);
        assertThat(IDS.ofProven(ItemType.CITIZEN_ID, id.value())
                        .map(UUID::toString)
                        .isPresent())
                .as("what is not proven does not bind alone")
                .isEqualTo(proven);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000000000000000",
                "111111111111111111",
                "91000000MA0000007X",
                "915116020000000000",
                "911212121212121212",
                "9A9A9A9A9A9A9A9A9A",
                "91511602123456788X",
                "91511602876543210X",
                "91511602ABABABAB0X",
                "511602000000001",
                "123456789012345",
                "123456789",
                "915116021111111110"
            })
    void charactersThatAreTypedWhereThereIsNoCodeAreNone(String code) {
        assertThat(CreditCode.placeholder(code)).isTrue();
        if (code.length() == 18) {
            assertThat(CreditCode.fault(code)).contains(IdentifierFault.PLACEHOLDER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "91511602MA62345678, true",
        "91100000MA6234567X, true",
        "12511602MA6234567X, true",
        "A1511602MA6234567X, true",
        "91999999MA6234567X, false",
        "91ABCDEFMA6234567X, false",
        "B1511602MA6234567X, false"
    })
    void onlyAnAuthorityAndADivisionThatExistProveACode(String seventeen, boolean proven) {
        String code = seventeen.substring(0, 17) + CreditCode.check(seventeen.substring(0, 17));

        assertThat(CreditCode.parse(code).orElseThrow().proven()).isEqualTo(proven);
        assertThat(IDS.ofProven(ItemType.CREDIT_CODE, code).isPresent()).isEqualTo(proven);
    }

    @ParameterizedTest
    @ValueSource(strings = {"511602199003070", "110105194912310", "51160219900307001X", "44052418800101001X"})
    void aNumberLikeOthersIsNoPlaceholder(String id) {
        assertThat(CitizenId.placeholder(id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Х", "х", "χ", "×", "Ⅹ", "✕"})
    void onlyTheLetterXIsACheckCharacter(String other) {
        assertThat(CitizenId.fault("11010519491231002X")).isEmpty();
        assertThat(CitizenId.fault("11010519491231002" + other)).contains(IdentifierFault.CHARACTERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91511602MA6234567I",
                "91511602MO6234567X",
                "9Z511602MA6234567X",
                "S1511602MA6234567X",
                "91511602МA6234567X"
            })
    void lettersThatACodeDoesNotHaveAreNamed(String code) {
        assertThat(CreditCode.fault(code)).contains(IdentifierFault.CHARACTERS);
    }

    private static String withCheck(String id17) {
        return id17 + CitizenId.check(id17);
    }
}
