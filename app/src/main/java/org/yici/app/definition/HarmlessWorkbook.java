package org.yici.app.definition;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into an XLSX file before it is read: a small file may unpack to any size, its XML may name other files, and a cell far to the right
 * makes its row as wide, whatever stands between.
 */
final class HarmlessWorkbook {
    private static final Logger log = LoggerFactory.getLogger(HarmlessWorkbook.class);

    /** Bytes of all that is in the file, unpacked. */
    private static final int LARGEST = 32 << 20;

    private static final int MOST_PARTS = 500;
    /** Cells of all sheets: some for each row of departments. */
    private static final int MOST_CELLS = 20 * DepartmentSheet.MOST_ROWS;

    /** Of a cell, all columns up to ZZ. */
    private static final String ADDRESS = "[A-Z]{1,2}[1-9][0-9]{0,6}";

    private final SeekableInMemoryByteChannel bytes;
    private long left = LARGEST;
    private int cells;

    private HarmlessWorkbook(byte[] workbook) {
        bytes = new SeekableInMemoryByteChannel(workbook);
    }

    /** @throws InvalidDefinitionException if it is too large, no zip, or names other files */
    static void require(byte[] workbook) {
        new HarmlessWorkbook(workbook).require();
    }

    private void require() {
        try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(bytes).get()) {
            List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
            if (parts.size() > MOST_PARTS) {
                throw tooLarge();
            }
            for (ZipArchiveEntry part : parts) {
                try (InputStream content = new Bounded(zip.getInputStream(part))) {
                    if (isXml(part.getName())) {
                        requireHarmless(part.getName(), content.readAllBytes());
                    } else {
                        content.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        } catch (IOException e) {
            throw damaged();
        }
    }

    private static InvalidDefinitionException damaged() {
        return DepartmentSheet.refused(
                "这不是 XLSX 文件，或者已损坏；请把表格另存为“Excel 工作簿 (.xlsx)”",
                "This is no XLSX file, or it is damaged; save the spreadsheet as “Excel workbook (.xlsx)”");
    }

    /** The reader takes XML that this one does not: what it would read must be read here first. */
    private void requireHarmless(String part, byte[] content) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    throw DepartmentSheet.refused(
                            "文件中的 %s 声明了文档类型（DOCTYPE），表格不会有",
                            "%s in the file declares a document type, which no spreadsheet does", part);
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    element(part, reader);
                }
            }
        } catch (XMLStreamException e) {
            log.debug("The part {} of a spreadsheet is no XML", part, e);
            throw damaged();
        }
    }

    /** What the workbook and its sheets are is told by their types and relationships, whatever they are called. */
    private void element(String part, XMLStreamReader reader) {
        switch (reader.getLocalName()) {
            case "c" -> requireFewCells(reader.getAttributeValue(null, "r"));
            case "Relationship" -> {
                String type = String.valueOf(reader.getAttributeValue(null, "Type"));
                if (type.matches(".*/(officeDocument|worksheet|sharedStrings|styles)")) {
                    requireXml(part, reader.getAttributeValue(null, "Target"));
                }
            }
            case "Override" -> {
                if (String.valueOf(reader.getAttributeValue(null, "ContentType"))
                        .endsWith("+xml")) {
                    requireXml(part, reader.getAttributeValue(null, "PartName"));
                }
            }
            case "Default" -> {
                if (String.valueOf(reader.getAttributeValue(null, "ContentType"))
                        .endsWith("+xml")) {
                    requireXml(part, "." + reader.getAttributeValue(null, "Extension"));
                }
            }
            default -> {}
        }
    }

    private static void requireXml(String part, @Nullable String target) {
        if (target == null || !isXml(target)) {
            throw DepartmentSheet.refused(
                    "文件中的 %s 指向一个不是 .xml 的部分，表格不会有",
                    "%s in the file leads to a part that is no .xml, which no spreadsheet does", part);
        }
    }

    private static boolean isXml(String part) {
        return part.toLowerCase(Locale.ROOT).matches(".*[.](xml|rels|vml)");
    }

    private void requireFewCells(@Nullable String address) {
        if (++cells > MOST_CELLS || address != null && !address.matches(ADDRESS)) {
            throw DepartmentSheet.refused(
                    "文件的单元格超过 %s 个，或有单元格在 ZZ 列之后，请把部门复制到新的文件",
                    "The file has more than %s cells, or one beyond column ZZ; copy the departments into a new one",
                    MOST_CELLS);
        }
    }

    private static InvalidDefinitionException tooLarge() {
        return DepartmentSheet.refused(
                "文件解压后超过 %s MB 或 %s 个部分，请把部门复制到新的文件",
                "The file unpacks to more than %s MB or %s parts; copy the departments into a new one",
                LARGEST / (1 << 20),
                MOST_PARTS);
    }

    /** Ends the look when all parts together are too large. */
    private final class Bounded extends FilterInputStream {
        Bounded(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            return count(read, Math.max(read, 0));
        }

        private int count(int read, int bytes) {
            left -= read < 0 ? 0 : bytes;
            if (left < 0) {
                throw tooLarge();
            }
            return read;
        }
    }
}
