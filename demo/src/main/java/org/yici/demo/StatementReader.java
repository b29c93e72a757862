package org.yici.demo;

import java.util.ArrayList;
import java.util.List;

/** Cuts typed lines into statements at the semicolons that stand outside quotes, dollar quotes and comments. */
final class StatementReader {
    private final StringBuilder pending = new StringBuilder();

    boolean isEmpty() {
        return withoutComments(pending.toString()).isBlank();
    }

    /** @return the statements that this line completes */
    List<String> add(String line) {
        pending.append(line).append('\n');
        List<String> complete = new ArrayList<>();
        int end = end();
        while (end >= 0) {
            String statement = pending.substring(0, end);
            pending.delete(0, end + 1);
            if (!withoutComments(statement).isBlank()) {
                complete.add(statement.strip());
            }
            end = end();
        }
        return complete;
    }

    /** What is left without a semicolon; empties the reader. */
    String rest() {
        String statement = pending.toString().strip();
        pending.setLength(0);
        return statement;
    }

    private int end() {
        int at = 0;
        while (at < pending.length()) {
            if (pending.charAt(at) == ';') {
                return at;
            }
            int next = skip(at);
            if (next < 0) {
                return -1;
            }
            at = next;
        }
        return -1;
    }

    /** The place after whatever begins here, or -1 if it is not complete yet. */
    private int skip(int at) {
        char c = pending.charAt(at);
        if (c == '\'' || c == '"') {
            return after(String.valueOf(c), at + 1);
        }
        if (c == '-' && startsWith("--", at)) {
            return after("\n", at);
        }
        if (c == '/' && startsWith("/*", at)) {
            return after("*/", at + 2);
        }
        if (c == '$') {
            int close = at + 1;
            while (close < pending.length()
                    && (Character.isLetterOrDigit(pending.charAt(close)) || pending.charAt(close) == '_')) {
                close++;
            }
            if (close < pending.length() && pending.charAt(close) == '$') {
                return after(pending.substring(at, close + 1), close + 1);
            }
        }
        return at + 1;
    }

    private int after(String end, int from) {
        int found = pending.indexOf(end, from);
        return found < 0 ? -1 : found + end.length();
    }

    private boolean startsWith(String text, int at) {
        return pending.indexOf(text, at) == at;
    }

    private static String withoutComments(String text) {
        return text.replaceAll("--[^\\n]*", "").replaceAll("(?s)/\\*.*?\\*/", "");
    }
}
