package org.yici.cli.linkage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Passes comma-separated text on as long as its quotes are right (RFC 4180): one opens only where a value begins, inside it is
 * doubled, and after the closing one comes a comma or the line's end. Libraries forgive more and so lose records.
 *
 * <p>What stands before the broken place is passed on, so that whatever is wrong there is found first; then reading fails. A byte
 * order mark is left out.
 */
final class StrictText extends Reader {
    private final BufferedReader reader;
    private Place place = Place.START;
    private boolean begun;
    private char previous;
    private long line = 1;
    private long opened;
    private @Nullable BrokenTextException broken;

    private enum Place {
        START,
        PLAIN,
        QUOTED,
        CLOSED
    }

    /** Where the text is broken and how. */
    static final class BrokenTextException extends IOException {
        private final long line;

        BrokenTextException(long line, String what) {
            super(what);
            this.line = line;
        }

        /** The line of the quote that is meant, which is mostly not the one where it was noticed. */
        long line() {
            return line;
        }
    }

    StrictText(BufferedReader reader) {
        this.reader = reader;
    }

    /** Whether what has been read so far ends inside of quotes. */
    boolean isOpen() {
        return place == Place.QUOTED;
    }

    /** The line that reading has come to; inside of quotes the one where they open. */
    long line() {
        return isOpen() ? opened : line;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (!begun) {
            begun = true;
            leaveOutMark();
        }
        int read = reader.read(buffer, offset, length);
        if (read < 0 && place == Place.QUOTED) {
            throw new BrokenTextException(opened, "a broken quote (it is opened here and never closed)");
        }
        for (int i = 0; i < read; i++) {
            String wrong = next(buffer[offset + i]);
            if (wrong != null) {
                broken = new BrokenTextException(place == Place.CLOSED ? opened : line, wrong);
                if (i == 0) {
                    throw broken;
                }
                return i;
            }
        }
        return read;
    }

    private void leaveOutMark() throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    /** Goes one character on; says what is wrong with it. */
    private @Nullable String next(char c) {
        if (c == '\r' || c == '\n' && previous != '\r') {
            line++;
        }
        previous = c;
        boolean end = c == ',' || c == '\r' || c == '\n';
        if (c == 0) {
            return "a zero byte, as UTF-16 has them; " + CsvFile.CONVERT;
        }
        switch (place) {
            case START -> {
                if (c == '"') {
                    place = Place.QUOTED;
                    opened = line;
                } else if (!end) {
                    place = Place.PLAIN;
                }
            }
            case PLAIN -> {
                if (c == '"') {
                    return "a broken quote (it stands inside a value without quotes; write \"so \"\"quoted\"\" text\")";
                }
                if (end) {
                    place = Place.START;
                }
            }
            case QUOTED -> {
                if (c == '"') {
                    place = Place.CLOSED;
                }
            }
            case CLOSED -> {
                if (c != '"' && !end) {
                    return "a broken quote (it is opened here, and after it is closed"
                            + (line == opened ? "" : " in line " + line)
                            + " only a comma or the line's end may follow; a quote inside is doubled)";
                }
                place = end ? Place.START : Place.QUOTED;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
