package org.yici.demo.desk;

import java.util.List;

/**
 * What a desk wrote.
 *
 * @param sql the statement, with its values written out
 * @param rows how many rows it changed
 */
record Written(String sql, int rows) {

    /** Writes a statement's values out at its question marks, for people to read; it is never run in this form. */
    static Written of(String statement, List<?> values, int rows) {
        StringBuilder sql = new StringBuilder();
        int next = 0;
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (c != '?') {
                sql.append(c);
                continue;
            }
            Object value = values.get(next++);
            sql.append(
                    value instanceof Number
                            ? value.toString()
                            : "'" + value.toString().replace("'", "''") + "'");
        }
        return new Written(sql.append(';').toString(), rows);
    }
}
