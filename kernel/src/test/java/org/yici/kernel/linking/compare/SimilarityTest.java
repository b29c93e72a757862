package org.yici.kernel.linking.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
    /** Values of Winkler 1990, table of examples. */
    @ParameterizedTest
    @CsvSource({"martha,marhta,0.961", "dwayne,duane,0.840", "dixon,dicksonx,0.813", "abc,abc,1", "abc,xyz,0"})
    void jaroWinklerAsPublished(String a, String b, double expected) {
        assertThat(Similarity.jaroWinkler(a, b)).isCloseTo(expected, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"abcd,abdc,1", "abcd,abcd,0", "abcd,abxd,1", "abcd,abcde,1", "abcd,bacde,2", "abcd,dcba,3"})
    void editsCountATranspositionOnce(String a, String b, int expected) {
        assertThat(Similarity.edits(a, b, 2)).isEqualTo(Math.min(expected, 3));
    }

    @Test
    void theShortWayForOneEditAgreesWithTheLongOne() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            String a = word(random);
            String b = word(random);
            assertThat(Similarity.edits(a, b, 1)).as("%s %s", a, b).isEqualTo(Math.min(2, Similarity.edits(a, b, 9)));
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 3 + random.nextInt(2); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
