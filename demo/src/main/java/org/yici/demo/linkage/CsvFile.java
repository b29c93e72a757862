package org.yici.demo.linkage;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads a comma-separated file (RFC 4180, UTF-8) with a header line, and says exactly where it is broken. */
final class CsvFile {
    private final Path file;

    CsvFile(Path file) {
        this.file = file;
    }

    interface RowReader {
        /** @param values in the order asked for; may be kept */
        void read(long line, String[] values);
    }

    /**
     * Reads the given columns of every row. The first of them is the id, which must be there and must not be repeated.
     *
     * @throws BadFileException if a column is missing, an id is empty or repeated, a quote is not closed, a row has too many or
     *     too few fields, or the file is not UTF-8
     */
    void read(List<String> columns, RowReader rows) {
        try (QuoteWatch text = new QuoteWatch(Files.newBufferedReader(file, StandardCharsets.UTF_8));
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .acceptCharsAfterQuotes(false)
                        .skipEmptyLines(true)
                        .ofCsvRecord(text)) {
            read(csv.iterator(), columns, rows, text);
        } catch (NoSuchFileException e) {
            throw new BadFileException(file + " does not exist");
        } catch (CharacterCodingException e) {
            throw new BadFileException(file + " is not UTF-8");
        } catch (IOException e) {
            throw new BadFileException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void read(Iterator<CsvRecord> csv, List<String> columns, RowReader rows, QuoteWatch text)
            throws IOException {
        long line = 1;
        try {
            if (!csv.hasNext()) {
                throw new BadFileException(file + " is empty; expected is a header line");
            }
            CsvRecord header = csv.next();
            int width = header.getFieldCount();
            int[] places = places(header, columns);
            Set<String> ids = new HashSet<>();
            while (csv.hasNext()) {
                CsvRecord row = csv.next();
                line = row.getStartingLineNumber();
                if (row.getFieldCount() != width) {
                    throw text.isOpen() && !csv.hasNext()
                            ? openQuote(line)
                            : at(line, row.getFieldCount() + " fields, but the header has " + width);
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
            if (text.isOpen()) {
                throw openQuote(line);
            }
        } catch (CsvParseException e) {
            throw at(line + 1, "a broken quote (after a closing quote only a comma or the line's end may follow)");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw e.getCause();
            }
            // A field larger than the reader's buffer: a quote swallows the rest of the file.
            if (text.isOpen()) {
                throw openQuote(line + 1);
            }
            throw e.getCause();
        }
    }

    private int[] places(CsvRecord header, List<String> columns) {
        List<String> names = header.getFields().stream()
                .map(name -> name.replace("\uFEFF", "").strip())
                .toList();
        int[] places = new int[columns.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = names.indexOf(columns.get(i));
            if (places[i] < 0) {
                throw at(1, "the column " + columns.get(i) + " is missing; there are " + String.join(", ", names));
            }
        }
        return places;
    }

    private BadFileException openQuote(long line) {
        return at(line, "a broken quote (it is opened and never closed)");
    }

    private BadFileException at(long line, String what) {
        return new BadFileException(file + ", line " + line + ": " + what);
    }

    /** Counts the quotes that go by: an odd number at the end means that one was never closed. */
    private static final class QuoteWatch extends Reader {
        private final BufferedReader reader;
        private boolean open;

        QuoteWatch(BufferedReader reader) {
            this.reader = reader;
        }

        boolean isOpen() {
            return open;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = reader.read(buffer, offset, length);
            for (int i = offset; i < offset + read; i++) {
                open ^= buffer[i] == '"';
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
