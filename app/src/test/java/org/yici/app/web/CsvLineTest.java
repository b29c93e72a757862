package org.yici.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    @Test
    void quotedCellsMayHoldCommasAndQuotes() {
        assertThat(CsvLine.of("a,b", "\"q\"", null, 12)).isEqualTo("\"a,b\",\"\"\"q\"\"\",,12\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void noCellIsAFormulaOfASpreadsheet(String cell) {
        assertThat(CsvLine.of(cell)).startsWith("'" + cell);
    }

    @Test
    void aLineBreakInACellDoesNotBreakTheLine() {
        assertThat(CsvLine.of("a\r\nb", "c")).isEqualTo("a b,c\r\n");
    }
}
