package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an uploaded spreadsheet may be. */
class DepartmentSheetTest {
    private static Stream<Arguments> unreadable() throws IOException {
        String code = DepartmentSheets.creditCode();
        return Stream.of(
                Arguments.of("a text", "code;name\n".getBytes(StandardCharsets.UTF_8), "no XLSX file"),
                Arguments.of("nothing", new byte[0], "no XLSX file"),
                Arguments.of(
                        "a bomb",
                        DepartmentSheets.zip("xl/worksheets/sheet1.xml", new byte[64 << 20]),
                        "unpacks to more than"),
                Arguments.of(
                        "another document",
                        DepartmentSheets.zip(
                                "xl/workbook.xml",
                                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x/>"
                                        .getBytes(StandardCharsets.UTF_8)),
                        "declares a document type"),
                Arguments.of(
                        "another document, named far down",
                        DepartmentSheets.zip(
                                "xl/worksheets/sheet1.xml",
                                ("<?xml version=\"1.0\"?><!--" + "x".repeat(9_000) + "--><!DOCTYPE x><x/>")
                                        .getBytes(StandardCharsets.UTF_8)),
                        "declares a document type"),
                Arguments.of(
                        "a cell far to the right",
                        DepartmentSheets.zip(
                                "xl/worksheets/sheet1.xml",
                                "<worksheet><sheetData><row r=\"2\"><c r=\"ZZZZZ2\"/></row></sheetData></worksheet>"
                                        .getBytes(StandardCharsets.UTF_8)),
                        "beyond column ZZ"),
                Arguments.of(
                        "a cell far to the right, written as fixed",
                        DepartmentSheets.zip(
                                "xl/worksheets/sheet1.xml",
                                "<worksheet><sheetData><row r=\"2\"><c r=\"$ZZZZZ$2\"/></row></sheetData></worksheet>"
                                        .getBytes(StandardCharsets.UTF_8)),
                        "beyond column ZZ"),
                Arguments.of(
                        "a sheet that is called otherwise",
                        DepartmentSheets.zip(
                                "xl/_rels/workbook.xml.rels",
                                "<Relationships><Relationship Type=\"x/worksheet\" Target=\"sheet1.bin\"/></Relationships>"
                                        .getBytes(StandardCharsets.UTF_8)),
                        "leads to a part that is no .xml"),
                Arguments.of(
                        "XML that is read differently",
                        DepartmentSheets.zip(
                                "xl/worksheets/sheet1.xml",
                                ("<a>".repeat(5_000) + "<c r=\"ZZZZZ2\"/>" + "</a>".repeat(5_000))
                                        .getBytes(Charset.forName("UTF-32BE"))),
                        "is no XLSX file, or it is damaged"),
                Arguments.of(
                        "many cells",
                        DepartmentSheets.zip(
                                "xl/worksheets/sheet1.xml",
                                ("<worksheet><sheetData><row r=\"2\">" + "<c r=\"A2\"/>".repeat(20_001)
                                                + "</row></sheetData></worksheet>")
                                        .getBytes(StandardCharsets.UTF_8)),
                        "more than 20000 cells"),
                Arguments.of("a zip", DepartmentSheets.zip("a.txt", new byte[10]), "no readable XLSX"),
                Arguments.of(
                        "a formula",
                        DepartmentSheets.book(sheet -> {
                            DepartmentSheets.head(sheet);
                            sheet.formula(1, 0, "CONCATENATE(\"a\",\"b\")");
                            sheet.value(1, 1, "某局");
                        }),
                        "line 2: A2 holds a formula"),
                Arguments.of(
                        "a number",
                        DepartmentSheets.book(sheet -> {
                            DepartmentSheets.head(sheet);
                            sheet.value(1, 0, "some-bureau");
                            sheet.value(1, 3, 11511602000000001.0);
                        }),
                        "D2 holds a number"),
                Arguments.of(
                        "a hidden row",
                        DepartmentSheets.book(sheet -> {
                            DepartmentSheets.head(sheet);
                            sheet.value(1, 0, "some-bureau");
                            sheet.value(1, 1, "某局");
                            sheet.value(1, 2, "Some");
                            sheet.value(1, 3, code);
                            sheet.hideRow(1);
                        }),
                        "the row is hidden"),
                Arguments.of("no name", DepartmentSheets.sheet(new String[] {"代码", "名称"}), "The column “英文名称"),
                Arguments.of(
                        "a strange column",
                        DepartmentSheets.sheet(new String[] {"代码", "电话"}),
                        "The column “电话” is unknown"),
                Arguments.of("an empty sheet", DepartmentSheets.book(sheet -> sheet.value(0, 0, "")), "is empty"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatIsNoSheetOfTextsIsRefusedWithItsReason(String what, byte[] file, String said) {
        InvalidDefinitionException refused = catchThrowableOfType(InvalidDefinitionException.class, () -> {
            DepartmentSheet.Read read = DepartmentSheet.read(file);
            throw new InvalidDefinitionException(read.faults());
        });
        assertThat(refused.getMessage()).as(what).contains(said);
    }
}
