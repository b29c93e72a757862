package org.yici.kernel.linking.normalise;

/**
 * A calendar day as a record gives it, perhaps only its month or year. Days that do not exist are kept as they stand: a
 * mistyped day still says something.
 *
 * @param year 0 if unknown
 * @param month 0 if unknown
 * @param day 0 if unknown
 */
public record Day(int year, int month, int day) {
    public static final Day UNKNOWN = new Day(0, 0, 0);

    /**
     * Reads YYYY-MM-DD, YYYY/M/D, YYYY年M月D日, YYYYMMDD, YYYY-MM and YYYY; anything else is {@link #UNKNOWN}, a day of the lunar
     * calendar too.
     */
    public static Day parse(String text) {
        if (isLunar(text)) {
            return UNKNOWN;
        }
        int[] parts = new int[3];
        int[] lengths = new int[3];
        int part = -1;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                if (!inside && ++part == 3) {
                    break;
                }
                inside = true;
                parts[part] = parts[part] * 10 + (c - '0');
                lengths[part]++;
            } else {
                inside = false;
            }
        }
        if (part < 0) {
            return UNKNOWN;
        }
        if (lengths[0] == 8 && part == 0) {
            return new Day(parts[0] / 10_000, parts[0] / 100 % 100, parts[0] % 100);
        }
        if (lengths[0] == 6 && part == 0) {
            return new Day(parts[0] / 100, parts[0] % 100, 0);
        }
        return lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2 ? new Day(parts[0], parts[1], parts[2]) : UNKNOWN;
    }

    private static boolean isLunar(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("农農阴陰旧舊闰閏初腊臘".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Digits YYYYMMDD as one number; 0 if nothing is known. */
    public int number() {
        return year * 10_000 + month * 100 + day;
    }

    public boolean isKnown() {
        return year != 0;
    }

    public boolean isWhole() {
        return year != 0 && month != 0 && day != 0;
    }

    /**
     * Whether it is a day that programs write where none is known: the first of a calendar, of Unix time or of a spreadsheet, or
     * a day without end.
     */
    public boolean isPlaceholder() {
        boolean first = month == 1 && day == 1 && (year <= 1 || year == 1970);
        return year >= 9990 || year == 1899 && month == 12 && day >= 30 || first;
    }

    /** Whether month and day are exchanged, and differ. */
    public boolean isSwapOf(Day other) {
        return year == other.year && month == other.day && day == other.month && month != day;
    }

    /** How many of the eight digits differ. */
    public int digitsApart(Day other) {
        int a = number();
        int b = other.number();
        int apart = 0;
        for (int i = 0; i < 8; i++) {
            if (a % 10 != b % 10) {
                apart++;
            }
            a /= 10;
            b /= 10;
        }
        return apart;
    }
}
