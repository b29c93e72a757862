package org.yici.app.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDownloadTest {
    private static String rows(@Nullable Object... cells) throws IOException {
        StringWriter out = new StringWriter();
        try (CsvDownload csv = CsvDownload.to(out, "a")) {
            csv.row(cells);
        }
        assertThat(out.toString()).startsWith("\ufeffa\r\n");
        return out.toString().substring(4);
    }

    @Test
    void cellsWithCommasAndQuotesAreQuoted() throws IOException {
        assertThat(rows("a,b", "\"q\"", null, 12)).isEqualTo("\"a,b\",\"\"\"q\"\"\",,12\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＠SUM(A1)", "\tx"})
    void noCellIsAFormulaOfASpreadsheet(String cell) throws IOException {
        assertThat(rows(cell)).isEqualTo("'" + cell + "\r\n");
    }

    @Test
    void aLineBreakInACellDoesNotBreakTheLine() throws IOException {
        assertThat(rows("a\r\nb", "c")).isEqualTo("a b,c\r\n");
    }
}
