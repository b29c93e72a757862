package org.yici.cli.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    private static final String HEADER = "rec_id,name,city\n";

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();

    private void read(String text) throws IOException {
        read(text.getBytes(StandardCharsets.UTF_8));
    }

    private void read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("records.csv"), bytes);
        new CsvFile(file)
                .read(List.of("rec_id", "name", "city"), (line, values) -> rows.add(line + String.join("|", values)));
    }

    /** The lines of the text are separated by @ and follow the header; quotes are written as '. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "a,x,y@b,Nan'cy,y@c,x,y; line 3: a broken quote (it stands inside a value without quotes",
                "a,x,y@b,5' pipe,6' pipe@c,x,y; line 3: a broken quote (it stands inside a value without quotes",
                "a,x,y@b, 'x',y@c,x,y; line 3: a broken quote (it stands inside a value without quotes",
                "a,x,y@b,'x,y@c,x,y@d,x,y; line 3: a broken quote (it is opened here and never closed)",
                "a,x,y@b,x,'; line 3: a broken quote (it is opened here and never closed)",
                "a,x,y@b,'x@@'',y@c,x,y; line 3: a broken quote (it is opened here and never closed)",
                "a,x,y@b,'x'z,y@c,x,y; line 3: a broken quote (it is opened here, and after it is closed only a comma",
                "a,x,y@b,'x' ,y@c,x,y; line 3: a broken quote (it is opened here, and after it is closed only a comma",
                "a,x,y@b,'x,y@c,x,y@d,'x',y; line 3: a broken quote (it is opened here, and after it is closed in line 5",
                "a,x,y@b,'x,y@c,x,y@d,',x,y@e,x,y; line 3: 4 fields, but the header has 3; a value in quotes goes over several"
            })
    void aBrokenQuoteIsReportedWhereItIsOpened(String text, String message) {
        assertThatThrownBy(() -> read(HEADER + text.replace('@', '\n').replace('\'', '"') + "\n"))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("records.csv, " + message);
        assertThat(rows).containsExactly("2a|x|y");
    }

    @Test
    void aQuoteThatSwallowsMillionsOfCharactersIsReportedWhereItIsOpened() {
        assertThatThrownBy(() -> read(HEADER + "a,x,y\nb,\"x,y\n" + "c,x,y\n".repeat(3_000_000)))
                .hasMessageContaining("line 3: a broken quote");
        assertThatThrownBy(() -> read(HEADER + "x".repeat(17_000_000)))
                .hasMessageContaining("line 2: too long for a record");
    }

    @Test
    void whatIsWrongFirstIsSaidFirst() {
        assertThatThrownBy(() -> read(HEADER + "a,,\na,,\nb,\"x\"y,\n"))
                .hasMessageContaining("line 3: the rec_id a is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rec_id,name,city,name@a,,,; line 1: the column name is there more than once",
                "@rec_id,name,city,rec_id@a,,,; line 2: the column rec_id is there more than once",
                "rec_id,name@a,; line 1: the column city is missing; there are rec_id, name",
                "rec_id|name|city@a||; (columns are separated by commas)",
                "rec_id,name,city@@a,; line 3: 2 fields, but the header has 3",
                "rec_id,name,city@a,,,; line 2: 4 fields, but the header has 3",
                "rec_id,name,city@a,,@ ,,; line 3: the rec_id is empty",
                "rec_id,name,city@a,'x@y',@a,,; line 4: the rec_id a is repeated"
            })
    void whatDoesNotFitTheHeaderIsSaidWithItsLine(String text, String message) {
        assertThatThrownBy(() -> read(text.replace('@', '\n').replace('\'', '"')))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\n"})
    void aFileWithoutAHeaderIsEmpty(String text) {
        assertThatThrownBy(() -> read(text))
                .hasMessageEndingWith("is empty; expected is a header line with rec_id,name,city");
    }

    @ParameterizedTest
    @CsvSource({"GB18030, line 3", "UTF-16, line 1", "UTF-16LE, line 1", "UTF-16BE, line 1"})
    void anotherEncodingIsToBeConverted(Charset encoding, String line) {
        assertThatThrownBy(() -> read((HEADER + "a,x,y\nb,李娜,上海\n").getBytes(encoding)))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("records.csv, " + line + ": ")
                .hasMessageContaining("convert it to UTF-8 first: iconv -f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyKindOfLineEndDoesAndTheLastMayBeMissing(String end) throws IOException {
        read(String.join(end, "note,city,rec_id,name", ",\"y\ny\",a,\"x \"\"x\"\", x\"", "", "\"a, b\",,b,"));
        assertThat(rows).containsExactly("2a|x \"x\", x|y\ny", "5b||");
    }

    @Test
    void aByteOrderMarkMayStandBeforeAQuotedHeader() throws IOException {
        read("\uFEFF\"rec_id\",\"name\",city,,\na,x,y,,\n");
        assertThat(rows).containsExactly("2a|x|y");
    }
}
