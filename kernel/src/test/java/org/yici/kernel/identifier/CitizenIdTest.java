package org.yici.kernel.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitizenIdTest {
    /** The two examples printed in GB 11643-1999. */
    @ParameterizedTest
    @CsvSource({"11010519491231002X, 110105, 1949-12-31, 2", "440524188001010014, 440524, 1880-01-01, 1"})
    void theStandardsOwnExamplesAreRead(String id, String division, LocalDate birthDate, String gender) {
        CitizenId read = CitizenId.parse(id).orElseThrow();

        assertThat(read.division()).isEqualTo(division);
        assertThat(read.birthDate()).isEqualTo(birthDate);
        assertThat(read.gender()).isEqualTo(gender);
    }

    @ParameterizedTest
    @CsvSource({
        "'', length",
        "1101051949123100, length",
        "11010519491231002XX, length",
        "11010519491231A02X, characters",
        "11010519491231002x, characters",
        "11010519491231002Y, characters",
        "11010549123100A, characters",
        "11010519490231002X, birth-date",
        "11010519491331002X, birth-date",
        "11010500001231002X, birth-date",
        "110105490231002, birth-date",
        "110105194912310021, check",
    })
    void whatIsWrongIsNamed(String id, String fault) {
        assertThat(CitizenId.fault(id)).map(IdentifierFault::code).contains(fault);
        assertThat(CitizenId.parse(id)).isEmpty();
    }

    @Test
    void fifteenDigitsBecomeEighteenCharacters() {
        assertThat(CitizenId.parse("110105491231002")).contains(new CitizenId("11010519491231002X"));
    }

    @Test
    void aRecordNeverHoldsTheOldForm() {
        assertThatThrownBy(() -> new CitizenId("110105491231002")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noSingleWrongDigitAndNoSwapOfNeighboursGoesUnseen(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 200; n++) {
            String id17 = "511602" + (1950 + random.nextInt(70)) + "0" + (1 + random.nextInt(9))
                    + (10 + random.nextInt(18)) + String.format("%03d", random.nextInt(1000));
            String id = id17 + CitizenId.check(id17);
            assertThat(CitizenId.fault(id)).isEmpty();

            int at = random.nextInt(17);
            StringBuilder wrong = new StringBuilder(id);
            wrong.setCharAt(at, (char) ('0' + (id.charAt(at) - '0' + 1 + random.nextInt(9)) % 10));
            assertThat(CitizenId.fault(wrong.toString())).as(wrong.toString()).isPresent();

            int pair = random.nextInt(16);
            StringBuilder swapped = new StringBuilder(id);
            swapped.setCharAt(pair, id.charAt(pair + 1));
            swapped.setCharAt(pair + 1, id.charAt(pair));
            if (!swapped.toString().equals(id)) {
                assertThat(CitizenId.fault(swapped.toString()))
                        .as(swapped.toString())
                        .isPresent();
            }
        }
    }
}
