package org.yici.app.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Looks into an XLSX file before it is read: a small file may unpack to any size, and its XML may name other files. */
final class HarmlessWorkbook {
    /** Bytes of all that is in the file, unpacked. */
    private static final int LARGEST = 32 << 20;

    private static final int MOST_PARTS = 500;

    private HarmlessWorkbook() {}

    /** @throws InvalidDefinitionException if it is too large, no zip, or names other files */
    static void require(byte[] workbook) {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
            long left = LARGEST;
            byte[] block = new byte[1 << 16];
            for (ZipArchiveEntry part : parts.subList(0, Math.min(parts.size(), MOST_PARTS))) {
                try (InputStream content = zip.getInputStream(part)) {
                    byte[] start = content.readNBytes(4_096);
                    requireNoDocumentType(part.getName(), start);
                    left -= start.length;
                    int read = 0;
                    while (read >= 0 && left > 0) {
                        left -= read;
                        read = content.read(block);
                    }
                }
                if (left <= 0) {
                    break;
                }
            }
            if (parts.size() > MOST_PARTS || left <= 0) {
                throw DepartmentSheet.refused(
                        "文件解压后超过 %s MB 或 %s 个部分，请把部门复制到新的文件",
                        "The file unpacks to more than %s MB or %s parts; copy the departments into a new one",
                        LARGEST / (1 << 20),
                        MOST_PARTS);
            }
        } catch (IOException e) {
            throw DepartmentSheet.refused(
                    "这不是 XLSX 文件，或者已损坏；请把表格另存为“Excel 工作簿 (.xlsx)”",
                    "This is no XLSX file, or it is damaged; save the spreadsheet as “Excel workbook (.xlsx)”");
        }
    }

    private static void requireNoDocumentType(String part, byte[] start) {
        // UTF-16 has a zero byte beside each letter.
        String text = new String(start, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (text.toUpperCase(Locale.ROOT).contains("<!DOCTYPE")) {
            throw DepartmentSheet.refused(
                    "文件中的 %s 声明了文档类型（DOCTYPE），表格不会有",
                    "%s in the file declares a document type, which no spreadsheet does", part);
        }
    }
}
