package org.yici.app.web.frame;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer that is a CSV file (RFC 4180, UTF-8), written as its rows come. */
public final class CsvDownload implements AutoCloseable {
    private final CsvWriter csv;

    private CsvDownload(CsvWriter csv) {
        this.csv = csv;
    }

    /**
     * Begins the file.
     *
     * @param file name under which it is saved, ASCII
     * @param columns names of its columns
     */
    public static CsvDownload begin(HttpServletResponse response, String file, String... columns) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
        return to(response.getWriter(), columns);
    }

    static CsvDownload to(Writer out, String... columns) throws IOException {
        // Without the mark spreadsheets read Chinese as something else.
        out.write('\ufeff');
        CsvDownload download = new CsvDownload(
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out));
        download.csv.writeRecord(List.of(columns));
        return download;
    }

    /** Writes a row. A cell that a spreadsheet would take for a formula is made text, a line break in it a blank. */
    public void row(@Nullable Object... cells) {
        csv.writeRecord(Arrays.stream(cells).map(CsvDownload::cell).toList());
    }

    /** Full-width ones too: spreadsheets set for Chinese take them for the same. */
    private static final String FORMULA = "=+-@\t\uff1d\uff0b\uff0d\uff20";

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString().replaceAll("[\\r\\n]+", " ");
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
