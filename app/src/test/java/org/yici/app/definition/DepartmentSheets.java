package org.yici.app.definition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.yici.kernel.identifier.CreditCode;

/** Spreadsheets of departments, as they come from outside. */
final class DepartmentSheets {
    static final String[] HEAD = {"代码", "名称", "英文名称", "统一社会信用代码", "上级部门代码"};

    private DepartmentSheets() {}

    static String creditCode() {
        String organisation = "%08d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
        String first = "11511602" + organisation + CreditCode.organisationCheck(organisation);
        return first + CreditCode.check(first);
    }

    static byte[] sheet(String[]... rows) throws IOException {
        return book(sheet -> {
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    sheet.value(row, column, rows[row][column]);
                }
            }
        });
    }

    static void head(Worksheet sheet) {
        for (int column = 0; column < HEAD.length; column++) {
            sheet.value(0, column, HEAD[column]);
        }
    }

    static byte[] book(Consumer<Worksheet> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "test", "1.0")) {
            content.accept(book.newWorksheet("部门"));
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
