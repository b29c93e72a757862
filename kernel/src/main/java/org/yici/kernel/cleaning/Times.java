package org.yici.kernel.cleaning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the forms in which departments write dates and points in time; one use an instance. */
final class Times {
    private static final BrokenRuleException DATE = new BrokenRuleException(QuarantineRule.DATE_INVALID);
    private static final BrokenRuleException TIMESTAMP = new BrokenRuleException(QuarantineRule.TIMESTAMP_INVALID);
    private static final int NONE = -1;
    private static final int MOST_OFFSET = 18 * 60 * 60;

    private final String text;
    private int at;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private boolean timed;
    private @Nullable ZoneOffset offset;

    private Times(String text) {
        this.text = text;
    }

    /**
     * ISO 8601 date of a text that may carry a time of day as well. A time with an offset is a point in time: the date is the one
     * that the department's clocks showed then. An offset without a time (XML Schema's 2024-05-01+09:00) leaves the date as it is.
     */
    static String date(String text, ZoneId zone) {
        Times times = new Times(text);
        if (!times.read()) {
            throw DATE;
        }
        ZoneOffset offset = times.offset;
        LocalDate date = offset == null || !times.timed
                ? times.local().toLocalDate()
                : times.local().atOffset(offset).atZoneSameInstant(zone).toLocalDate();
        return date.toString();
    }

    /** ISO 8601 point in time in UTC; without an offset the text is of the department's zone. */
    static String timestamp(String text, ZoneId zone) {
        Times times = new Times(text);
        if (!times.read()) {
            throw TIMESTAMP;
        }
        ZoneOffset offset = times.offset;
        Instant instant = offset == null
                ? times.local().atZone(zone).toInstant()
                : times.local().toInstant(offset);
        return instant.toString();
    }

    private LocalDateTime local() {
        return LocalDateTime.of(year, month, day, hour, minute, second, nano);
    }

    /** Whether a day of the civil calendar exists and lies where a record of a living registry can lie. */
    static boolean plausible(int year, int month, int day) {
        if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth();
    }

    private boolean read() {
        return readDate() && plausible(year, month, day) && readTime();
    }

    private boolean readDate() {
        int run = digitsAhead();
        if (run == 8 || run == 12 || run == 14) {
            year = number(4);
            month = number(2);
            day = number(2);
            if (run > 8) {
                timed = true;
                hour = number(2);
                minute = number(2);
                second = run == 14 ? number(2) : 0;
                return hour < 24 && minute < 60 && second < 60;
            }
            return true;
        }
        if (run != 4) {
            return false;
        }
        year = number(4);
        char separator = next();
        if (separator != '-' && separator != '/' && separator != '.' && separator != '年') {
            return false;
        }
        skipSpace();
        month = upToTwo();
        if (next() != (separator == '年' ? '月' : separator)) {
            return false;
        }
        skipSpace();
        day = upToTwo();
        if (separator == '年' && at < text.length()) {
            char end = next();
            return end == '日' || end == '号';
        }
        return true;
    }

    private boolean readTime() {
        if (at < text.length() && text.charAt(at) == 'T') {
            at++;
            if (digitsAhead() == 0) {
                return false;
            }
        } else {
            skipSpace();
        }
        if (at == text.length()) {
            return true;
        }
        if (Characters.isDigit(text.charAt(at))) {
            timed = true;
            hour = upToTwo();
            char separator = next();
            if (separator != ':' && separator != '时') {
                return false;
            }
            minute = upToTwo();
            if (at < text.length() && text.charAt(at) == (separator == ':' ? ':' : '分')) {
                at++;
                if (at < text.length() || separator == ':') {
                    second = upToTwo();
                    if (!readFraction()) {
                        return false;
                    }
                }
            }
            if (separator == '时' && at < text.length() && text.charAt(at) == '秒') {
                at++;
            }
            if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
                return false;
            }
        }
        skipSpace();
        return at == text.length() || readOffset() && at == text.length();
    }

    private boolean readFraction() {
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            if (digitsAhead() == 0) {
                return false;
            }
            int scale = 100_000_000;
            while (at < text.length() && Characters.isDigit(text.charAt(at))) {
                nano += (text.charAt(at++) - '0') * scale;
                scale /= 10;
            }
        }
        return true;
    }

    private boolean readOffset() {
        char sign = next();
        if (sign == 'Z') {
            offset = ZoneOffset.UTC;
            return true;
        }
        if (sign != '+' && sign != '-') {
            return false;
        }
        int hours = digitsAhead() >= 2 ? number(2) : NONE;
        int minutes = offsetPart();
        int seconds = offsetPart();
        int total = (hours * 60 + minutes) * 60 + seconds;
        if (hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 || total > MOST_OFFSET) {
            return false;
        }
        offset = ZoneOffset.ofTotalSeconds(sign == '-' ? -total : total);
        return true;
    }

    /** Minutes or seconds of an offset, which local mean times have: +08:05:43. */
    private int offsetPart() {
        if (at == text.length()) {
            return 0;
        }
        if (text.charAt(at) == ':') {
            at++;
        }
        return digitsAhead() == 2 || digitsAhead() == 4 ? number(2) : NONE;
    }

    private int digitsAhead() {
        int end = at;
        while (end < text.length() && Characters.isDigit(text.charAt(end))) {
            end++;
        }
        return end - at;
    }

    private int number(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 10 + (text.charAt(at++) - '0');
        }
        return value;
    }

    private int upToTwo() {
        int run = digitsAhead();
        return run == 1 || run == 2 ? number(run) : NONE;
    }

    private char next() {
        return at < text.length() ? text.charAt(at++) : 0;
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
