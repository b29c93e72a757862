package org.yici.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** SQL as it comes in: on a terminal, where lines can be edited and called back, or from a pipe. */
interface TypedSql {
    /** What is to be run next, whole statements or one command that begins with a backslash; null at the end. */
    @Nullable
    String next() throws IOException;

    /** Reads what is piped in; the last statement need not end with a semicolon. */
    static TypedSql piped(BufferedReader input) {
        return () -> {
            StringBuilder text = new StringBuilder();
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                text.append(line).append('\n');
                if (isWhole(text.toString())) {
                    return text.toString();
                }
            }
            return text.toString().isBlank() ? null : text.toString();
        };
    }

    /** Lets somebody type: Enter runs what is whole and goes on in a new line if not, Ctrl-C drops it, Ctrl-D leaves. */
    static TypedSql typed(Terminal terminal, String name) {
        DefaultParser words = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser((line, cursor, context) -> {
                    if (context == ParseContext.ACCEPT_LINE && !isWhole(line)) {
                        throw new EOFError(-1, -1, "it goes on");
                    }
                    return words.parse(line, cursor, context);
                })
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P-> ")
                .build();
        return () -> {
            while (true) {
                try {
                    return reader.readLine(name + "=> ");
                } catch (UserInterruptException e) {
                    terminal.writer().println("(dropped; \\q or Ctrl-D leaves)");
                } catch (EndOfFileException e) {
                    return null;
                }
            }
        };
    }

    /** The statements of a text, cut where PostgreSQL's driver cuts: outside quotes, dollar quotes and comments. */
    static List<NativeQuery> statements(String text) throws SQLException {
        return Parser.parseJdbcSql(text, true, false, true, false, false);
    }

    /** Whether nothing is open: what would follow would be a statement of its own. */
    private static boolean isWhole(String text) {
        try {
            return text.isBlank()
                    || text.strip().startsWith("\\")
                    || statements(text + "\nnext").getLast().nativeSql.strip().equals("next");
        } catch (SQLException e) {
            // The server will say what is wrong with it.
            return true;
        }
    }
}
