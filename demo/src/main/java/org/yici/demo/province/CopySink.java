package org.yici.demo.province;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes rows into a table by COPY, PostgreSQL's fastest way in. */
final class CopySink implements LegacyTable.Sink {
    private static final int CHUNK = 1 << 15;

    private final CopyIn copy;
    private final LongConsumer written;
    private final StringBuilder buffer = new StringBuilder(CHUNK + 1024);
    private long rows;

    /** @param written is told the number of rows so far after each chunk */
    CopySink(Connection connection, LegacyTable table, LongConsumer written) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.name() + " (" + String.join(", ", table.columns()) + ") from stdin");
        this.written = written;
    }

    @Override
    public void row(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                buffer.append('\t');
            }
            append(values[i]);
        }
        buffer.append('\n');
        rows++;
        if (buffer.length() >= CHUNK) {
            flush();
        }
    }

    /** Ends the COPY; the rows count once the transaction commits. */
    long end() throws SQLException {
        flush();
        copy.endCopy();
        return rows;
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            buffer.append("\\N");
            return;
        }
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                default -> buffer.append(c);
            }
        }
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new CopyFailedException(e);
        }
        written.accept(rows);
    }

    /** Carries the server's refusal through the rows' source, which knows no SQL. */
    static final class CopyFailedException extends RuntimeException {
        private final SQLException refusal;

        CopyFailedException(SQLException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        SQLException refusal() {
            return refusal;
        }
    }
}
