package org.yici.demo;

import java.io.BufferedReader;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Reads statements, runs them, prints what comes back; an error is one line and does not end it. */
final class SqlPrompt {
    /** More rows than this nobody reads on a terminal. */
    private static final int MOST_ROWS = 1000;

    private final Connection connection;
    private final PrintWriter out;
    private final PrintWriter err;

    SqlPrompt(Connection connection, PrintWriter out, PrintWriter err) {
        this.connection = connection;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs what is read until its end or {@code \q}.
     *
     * @param prompt what is printed before each line, null where nobody types
     * @return whether every statement succeeded
     */
    boolean run(BufferedReader input, @Nullable String prompt) throws IOException {
        boolean well = true;
        StatementReader reader = new StatementReader();
        while (true) {
            if (prompt != null) {
                out.print(reader.isEmpty() ? prompt : " ".repeat(Math.max(0, prompt.length() - 3)) + "-> ");
                out.flush();
            }
            String line = input.readLine();
            if (line == null || line.strip().equals("\\q")) {
                return reader.isEmpty() ? well : execute(reader.rest()) && well;
            }
            if (reader.isEmpty() && line.strip().startsWith("\\")) {
                well &= describe(line.strip());
                continue;
            }
            for (String statement : reader.add(line)) {
                well &= execute(statement);
            }
        }
    }

    /** Runs a text of statements, the last of which need not end with a semicolon. */
    boolean run(String text) {
        if (text.strip().startsWith("\\")) {
            return describe(text.strip());
        }
        StatementReader reader = new StatementReader();
        List<String> statements = new ArrayList<>(reader.add(text));
        if (!reader.isEmpty()) {
            statements.add(reader.rest());
        }
        boolean well = true;
        for (String statement : statements) {
            well &= execute(statement);
        }
        return well;
    }

    private boolean describe(String command) {
        String[] words = command.split("\\s+", 2);
        return switch (words[0]) {
            case "\\dt" -> execute("""
                    select c.relname as "table", obj_description(c.oid, 'pg_class') as "what",
                        s.n_live_tup as "rows (about)"
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    left join pg_stat_user_tables s on s.relid = c.oid
                    where c.relkind in ('r', 'p') and n.nspname = 'public' order by 1""");
            case "\\d" -> words.length == 1 ? describe("\\dt") : describeTable(words[1].replaceAll("[;\\s]+$", ""));
            default -> fail("There is no " + words[0] + "; there are \\dt, \\d TABLE and \\q");
        };
    }

    private boolean describeTable(String table) {
        String name = table.startsWith("\"") ? table : exactName(table);
        // The name is quoted as a literal; regclass resolves it or says that there is no such table.
        return execute("""
                select a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type",
                    case when a.attnotnull then 'not null' else '' end as "null",
                    pg_get_expr(d.adbin, d.adrelid) as "default",
                    case when exists (select 1 from pg_index i
                            where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any (i.indkey))
                        then 'key' else '' end as "key"
                from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                where a.attrelid = '%s'::regclass and a.attnum > 0 and not a.attisdropped
                order by a.attnum""".formatted(name.replace("'", "''")));
    }

    /** Lets somebody type a name in capitals without quotes, if only the quoted one exists. */
    private String exactName(String table) {
        try (var find =
                connection.prepareStatement("select quote_ident(relname) from pg_class where relkind in ('r', 'p')"
                        + " and relname = ? and relnamespace = 'public'::regnamespace")) {
            find.setString(1, table);
            ResultSet found = find.executeQuery();
            return found.next() ? found.getString(1) : table;
        } catch (SQLException e) {
            return table;
        }
    }

    private boolean execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            // The server's SQL as it is typed, without JDBC's own braces.
            statement.setEscapeProcessing(false);
            statement.setMaxRows(MOST_ROWS + 1);
            boolean rows = statement.execute(sql);
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    print(result);
                }
            } else {
                out.println(tag(sql, statement.getUpdateCount()));
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

    /** As PostgreSQL's own client says it: the command, and how many rows it changed. */
    private static String tag(String sql, int changed) {
        String[] words =
                sql.replaceAll("(?s)--[^\\n]*|/\\*.*?\\*/", " ").strip().split("[\\s;(]+", 3);
        String command = words[0].toUpperCase(Locale.ROOT);
        return switch (command) {
            case "INSERT", "UPDATE", "DELETE", "MERGE", "WITH" ->
                command + " " + changed + (changed == 1 ? " row" : " rows");
            case "CREATE", "ALTER", "DROP" ->
                command + (words.length > 1 ? " " + words[1].toUpperCase(Locale.ROOT) : "");
            default -> command;
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
