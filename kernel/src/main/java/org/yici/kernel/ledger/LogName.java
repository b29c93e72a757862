package org.yici.kernel.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of logs (the origins of their checkpoints) of one line: {@code yici.local/ledger}, and if that was lost and begun anew,
 * {@code yici.local/ledger/2} and so on, all signed by one key.
 */
public final class LogName {
    private static final Pattern NUMBERED = Pattern.compile("(.+)/([2-9]|[1-9][0-9]{1,5})");

    private LogName() {}

    /** The name of the log that is begun after one is lost. */
    public static String next(String name) {
        return numbered(name, number(name) + 1);
    }

    /** The name of another log of the line. */
    public static String numbered(String name, int number) {
        return number == 1 ? line(name) : line(name) + "/" + number;
    }

    /** Which log of its line it is, from 1. */
    public static int number(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        return numbered.matches() ? Integer.parseInt(numbered.group(2)) : 1;
    }

    /** Whether two names are of one line. */
    public static boolean areOfOneLine(String one, String other) {
        return line(one).equals(line(other));
    }

    /** Whether a log was begun after another of its line. */
    public static boolean isLater(String name, String than) {
        return areOfOneLine(name, than) && number(name) > number(than);
    }

    private static String line(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        return numbered.matches() ? numbered.group(1) : name;
    }
}
