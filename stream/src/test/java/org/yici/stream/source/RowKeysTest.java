package org.yici.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowKeysTest {
    private static final String[] PIECES = {"|", "\\", "#", "a", " ", "\\|", "\\\\", ""};

    @Test
    void differentValuesHaveDifferentKeys() {
        RowKeys keys = RowKeys.of(List.of("a", "b", "c"), List.of("a", "b", "c"), column -> false);
        Map<String, List<String>> seen = new HashMap<>();
        Random random = new Random(20261125);
        for (int i = 0; i < 20_000; i++) {
            List<String> row = new ArrayList<>();
            for (int column = 0; column < 3; column++) {
                StringBuilder value = new StringBuilder();
                for (int piece = random.nextInt(4); piece > 0; piece--) {
                    value.append(PIECES[random.nextInt(PIECES.length)]);
                }
                row.add(value.toString());
            }
            List<String> other = seen.put(keys.of(row.toArray(String[]::new)), row);
            assertThat(other == null || other.equals(row))
                    .as("%s and %s", row, other)
                    .isTrue();
        }
        assertThat(keys.of(new String[] {"5101", "2024", "7"})).isEqualTo("5101|2024|7");
        assertThat(keys.of(new String[] {"5101", null, "7"})).isNull();
    }

    @Test
    void aKeyLongerThanAnIndexTakesIsADigestThatNoShortKeyHas() {
        RowKeys keys = RowKeys.of(List.of("k"), List.of("k"), column -> false);
        String digest = keys.of(new String[] {"甲".repeat(2_000)});

        assertThat(digest).hasSize(66).isNotEqualTo(keys.of(new String[] {"甲".repeat(2_001)}));
        assertThat(keys.of(new String[] {digest})).isNotEqualTo(digest);
        assertThat(keys.of(new String[] {"x".repeat(2_560)})).hasSize(2_560);
    }

    @Test
    void onlyBlanksAtTheEndOfAPaddedColumnMeanNothing() {
        RowKeys keys = RowKeys.of(List.of("k"), List.of("k"), column -> true);

        assertThat(keys.of(new String[] {"ab  "})).isEqualTo("ab");
        assertThat(keys.of(new String[] {"ab\t"})).isEqualTo("ab\t");
        assertThat(keys.of(new String[] {"ab　"})).isEqualTo("ab　");
    }
}
