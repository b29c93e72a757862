package org.yici.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.NativeQuery;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.yici.cli.TextTable;

/** Runs statements and prints what comes back; an error is one line and does not end it. */
final class SqlRunner {
    /** More rows than this nobody reads on a terminal. */
    private static final int MOST_ROWS = 1000;

    private static final String TABLES = """
            select c.relname as "table", obj_description(c.oid, 'pg_class') as "what", s.n_live_tup as "rows (about)"
            from pg_class c left join pg_stat_user_tables s on s.relid = c.oid
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1""";

    /** A name in capitals may be typed without quotes; regclass says if there is no such table. */
    private static final String COLUMNS = """
            select a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type",
                case when a.attnotnull then 'not null' else '' end as "null",
                pg_get_expr(d.adbin, d.adrelid) as "default",
                case when exists (select 1 from pg_index i
                        where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey))
                    then 'key' else '' end as "key"
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid =
                    (select case when to_regclass(quote_ident('%1$s')) is null then '%1$s' else quote_ident('%1$s') end)::regclass
                and a.attnum > 0 and not a.attisdropped
            order by a.attnum""";

    private final Connection connection;
    private final PrintWriter out;
    private final PrintWriter err;

    SqlRunner(Connection connection, PrintWriter out, PrintWriter err) {
        this.connection = connection;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs all that is typed, until its end or {@code \q}.
     *
     * @return whether every statement succeeded
     */
    boolean run(TypedSql typed) throws IOException {
        boolean well = true;
        for (String text = typed.next(); text != null && !text.strip().equals("\\q"); text = typed.next()) {
            well &= run(text);
        }
        return well;
    }

    /** Runs a text of statements, the last of which need not end with a semicolon, or a command. */
    boolean run(String text) {
        try {
            boolean well = true;
            for (NativeQuery statement :
                    TypedSql.statements(text.strip().startsWith("\\") ? command(text.strip()) : text)) {
                well &= execute(statement);
            }
            return well;
        } catch (SQLException | IllegalArgumentException e) {
            return fail(oneLine(e.getMessage()));
        }
    }

    private static String command(String text) {
        String[] words = text.split("\\s+", 2);
        if (words[0].equals("\\dt") || (words[0].equals("\\d") && words.length == 1)) {
            return TABLES;
        } else if (words[0].equals("\\d")) {
            return COLUMNS.formatted(words[1].replaceAll("[;\\s]+$", "").replace("'", "''"));
        }
        throw new IllegalArgumentException("There is no " + words[0] + "; there are \\dt, \\d TABLE and \\q");
    }

    private boolean execute(NativeQuery query) {
        try (Statement statement = connection.createStatement()) {
            // The server's SQL as it is typed, without JDBC's own braces.
            statement.setEscapeProcessing(false);
            statement.setMaxRows(MOST_ROWS + 1);
            if (statement.execute(query.nativeSql)) {
                print(statement.getResultSet());
            } else {
                out.println(changed(query, statement.getUpdateCount()));
            }
            out.flush();
            return true;
        } catch (SQLException e) {
            return fail(message(e));
        }
    }

    private void print(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        TextTable table = new TextTable();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            table.column(columns.getColumnLabel(i), isNumber(columns.getColumnType(i)));
        }
        int rows = 0;
        while (result.next() && rows < MOST_ROWS) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.add(result.getString(i));
            }
            table.row(row);
            rows++;
        }
        boolean more = rows == MOST_ROWS && !result.isAfterLast();
        table.print(out);
        out.println(
                more
                        ? "(the first " + rows + " rows; ask with limit and offset for others)"
                        : rows == 1 ? "(1 row)" : "(" + rows + " rows)");
    }

    private boolean fail(String message) {
        out.flush();
        err.println(message);
        err.flush();
        return false;
    }

    private static boolean isNumber(int type) {
        return switch (type) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DOUBLE -> true;
            default -> false;
        };
    }

    private static String changed(NativeQuery query, int rows) {
        String counted = rows + (rows == 1 ? " row" : " rows");
        return switch (query.command.getType()) {
            case INSERT, UPDATE, DELETE, WITH -> query.command.getType() + " " + counted;
            default -> rows > 0 ? counted : "done";
        };
    }

    private static String message(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        if (server == null) {
            return "ERROR: " + oneLine(e.getMessage());
        }
        return server.getSeverity() + ": " + oneLine(server.getMessage())
                + (server.getDetail() == null ? "" : " (" + oneLine(server.getDetail()) + ")")
                + (server.getHint() == null ? "" : " " + oneLine(server.getHint()));
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
