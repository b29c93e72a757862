package org.yici.kernel.cleaning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Reads whole numbers and amounts as people type them. */
final class Numbers {
    private static final BrokenRuleException INTEGER_FORM = new BrokenRuleException(QuarantineRule.INTEGER_FORM);
    private static final BrokenRuleException INTEGER_RANGE = new BrokenRuleException(QuarantineRule.INTEGER_RANGE);
    private static final BrokenRuleException DECIMAL_FORM = new BrokenRuleException(QuarantineRule.DECIMAL_FORM);
    private static final BrokenRuleException DECIMAL_RANGE = new BrokenRuleException(QuarantineRule.DECIMAL_RANGE);
    /** The column is numeric(18,2). */
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(16);

    private static final String[] PREFIXES = {"¥", "RMB", "CNY", "人民币"};
    private static final String[] UNITS = {"元整", "圆整", "元", "圆", "平方米", "平米", "m2", "m²", "㎡"};

    /** How PostgreSQL writes a large or small float8: {@code 1e+15}, {@code 2.5e-05}. A spreadsheet's {@code 5.1E+17} has lost digits. */
    private static final Pattern FLOAT = Pattern.compile("-?[0-9](\\.[0-9]+)?e[+-][0-9]{2,3}");

    private static final int MOST_DIGITS = 40;
    private static final int MOST_SCALE = 400;

    private Numbers() {}

    /** A whole number; grouping commas and a fraction of zeros are understood. */
    static String integer(String text) {
        String digits = number(text, INTEGER_FORM);
        int point = digits.indexOf('.');
        if (point >= 0) {
            for (int i = point + 1; i < digits.length(); i++) {
                if (digits.charAt(i) != '0') {
                    throw INTEGER_FORM;
                }
            }
            digits = digits.substring(0, point);
        }
        try {
            return Long.toString(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw INTEGER_RANGE;
        }
    }

    /** An amount in yuan (or another number) with two places, half up; 万 and 亿 multiply. */
    static String decimal(String text) {
        String rest = text;
        for (String prefix : PREFIXES) {
            if (rest.startsWith(prefix)) {
                rest = rest.substring(prefix.length()).trim();
                break;
            }
        }
        for (String unit : UNITS) {
            if (rest.endsWith(unit)) {
                rest = rest.substring(0, rest.length() - unit.length()).trim();
                break;
            }
        }
        int shift = rest.endsWith("万") ? 4 : rest.endsWith("亿") ? 8 : 0;
        if (shift > 0) {
            rest = rest.substring(0, rest.length() - 1).trim();
        }
        BigDecimal value =
                new BigDecimal(number(rest, DECIMAL_FORM)).movePointRight(shift).setScale(2, RoundingMode.HALF_UP);
        if (value.abs().compareTo(LIMIT) >= 0) {
            throw DECIMAL_RANGE;
        }
        return value.toPlainString();
    }

    /** Sign, digits and at most one point; grouping commas dropped only where they group by three. */
    private static String number(String text, BrokenRuleException fault) {
        if (FLOAT.matcher(text).matches()) {
            return plain(text, fault);
        }
        int length = text.length();
        boolean grouped = false;
        int digits = 0;
        int point = -1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (Characters.isDigit(c)) {
                digits++;
            } else if (c == '.' && point < 0) {
                point = i;
            } else if (c == ',' && point < 0) {
                grouped = true;
            } else if (i > 0 || c != '-' && c != '+') {
                throw fault;
            }
        }
        if (digits == 0 || digits > MOST_DIGITS) {
            throw fault;
        }
        return grouped ? ungroup(text, point < 0 ? length : point, fault) : text;
    }

    private static String plain(String text, BrokenRuleException fault) {
        BigDecimal value = new BigDecimal(text);
        if (value.precision() - value.scale() > MOST_DIGITS || value.scale() > MOST_SCALE) {
            throw fault;
        }
        return value.toPlainString();
    }

    private static String ungroup(String text, int end, BrokenRuleException fault) {
        for (int i = text.indexOf(','); i < end; i++) {
            boolean separator = (end - i) % 4 == 0;
            if (separator != (text.charAt(i) == ',')) {
                throw fault;
            }
        }
        if (!Characters.isDigit(text.charAt(text.indexOf(',') - (text.indexOf(',') > 0 ? 1 : 0)))) {
            throw fault;
        }
        return text.replace(",", "");
    }
}
