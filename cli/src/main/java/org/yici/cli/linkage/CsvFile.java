package org.yici.cli.linkage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads a comma-separated file (RFC 4180, UTF-8) with a header line, and says exactly where it is broken. */
final class CsvFile {
    static final String CONVERT = "convert it to UTF-8 first: iconv -f GB18030 (or UTF-16) -t UTF-8 old.csv > new.csv";

    private final Path file;

    CsvFile(Path file) {
        this.file = file;
    }

    interface RowReader {
        /** @param values in the order asked for; may be kept */
        void read(long line, String[] values);
    }

    /**
     * Reads the given columns of every row. The first of them is the id, which must be there and must not be repeated. Other
     * columns are passed over, and so are empty lines.
     *
     * @throws BadFileException if a column is missing or is there twice, an id is empty or repeated, a quote is broken, a row has
     *     too many or too few fields, or the file is not UTF-8
     */
    void read(List<String> columns, RowReader rows) {
        if (Files.isDirectory(file)) {
            throw new BadFileException(file + " is a folder; expected is a file");
        }
        try (StrictText text = new StrictText(Files.newBufferedReader(file, StandardCharsets.UTF_8));
                CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text)) {
            read(csv.iterator(), columns, rows, text);
        } catch (NoSuchFileException e) {
            throw new BadFileException(file + " does not exist");
        } catch (StrictText.BrokenTextException e) {
            throw at(e.line(), String.valueOf(e.getMessage()));
        } catch (CharacterCodingException e) {
            throw at(firstNotUtf8(), "not UTF-8; " + CONVERT);
        } catch (IOException e) {
            throw BadFileException.of(file, "cannot be read", e);
        }
    }

    private void read(Iterator<CsvRecord> csv, List<String> columns, RowReader rows, StrictText text)
            throws IOException {
        try {
            if (!csv.hasNext()) {
                throw new BadFileException(
                        file + " is empty; expected is a header line with " + String.join(",", columns));
            }
            CsvRecord header = csv.next();
            int width = header.getFieldCount();
            int[] places = places(header, columns);
            Set<String> ids = new HashSet<>();
            while (csv.hasNext()) {
                CsvRecord row = csv.next();
                long line = row.getStartingLineNumber();
                if (row.getFieldCount() != width) {
                    throw at(
                            line,
                            row.getFieldCount() + (row.getFieldCount() == 1 ? " field" : " fields")
                                    + ", but the header has " + width + hint(row));
                }
                String[] values = new String[places.length];
                for (int i = 0; i < places.length; i++) {
                    values[i] = row.getField(places[i]);
                }
                if (values[0].isBlank()) {
                    throw at(line, "the " + columns.get(0) + " is empty");
                }
                if (!ids.add(values[0])) {
                    throw at(line, "the " + columns.get(0) + " " + values[0] + " is repeated");
                }
                rows.read(line, values);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            // More than the parser's buffer takes.
            throw at(
                    text.line(),
                    text.isOpen()
                            ? "a broken quote (it is opened here and not closed for millions of characters)"
                            : "too long for a record; is this a CSV file?");
        }
    }

    private static String hint(CsvRecord row) {
        return row.getFields().stream().anyMatch(value -> value.contains("\n") || value.contains("\r"))
                ? "; a value in quotes goes over several lines, is its quote closed where it should be?"
                : "";
    }

    private int[] places(CsvRecord header, List<String> columns) {
        List<String> names = header.getFields().stream().map(String::strip).toList();
        int[] places = new int[columns.size()];
        for (int i = 0; i < places.length; i++) {
            String column = columns.get(i);
            places[i] = names.indexOf(column);
            if (places[i] < 0) {
                throw at(
                        header.getStartingLineNumber(),
                        "the column " + column + " is missing; there are " + String.join(", ", names)
                                + (names.size() == 1 ? " (columns are separated by commas)" : ""));
            }
            if (Collections.frequency(names, column) > 1) {
                throw at(header.getStartingLineNumber(), "the column " + column + " is there more than once");
            }
        }
        return places;
    }

    /** Lines end with the same bytes in UTF-8 as in Latin-1, which knows every byte. */
    private long firstNotUtf8() {
        long line = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String bytes = lines.readLine(); bytes != null; bytes = lines.readLine()) {
                line++;
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            }
        } catch (IOException e) {
            // This is the line.
        }
        return line;
    }

    private BadFileException at(long line, String what) {
        return new BadFileException(file + ", line " + line + ": " + what.replaceAll("\\R", " "));
    }
}
