package org.yici.kernel.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What people and programs write where there is no value. */
public final class Placeholders {
    private static final Set<String> WORDS = Set.of(
            "无",
            "暂无",
            "不详",
            "空",
            "空白",
            "未知",
            "不明",
            "未填",
            "未填写",
            "未登记",
            "未提供",
            "未采集",
            "暂缺",
            "缺失",
            "无数据",
            "暂无数据",
            "不清楚",
            "待补",
            "待补充",
            "待定",
            "保密",
            "没有",
            "未详",
            "不知",
            "不知道",
            "不适用",
            "未录入",
            "待查",
            "待核实",
            "无资料",
            "无信息",
            "無",
            "暫無",
            "不詳",
            "未詳",
            "沒有",
            "null",
            "(null)",
            "<null>",
            "n/a",
            "n.a.",
            "none",
            "nil",
            "undefined",
            "unknown",
            "#n/a",
            "#value!",
            "#ref!",
            "#name?",
            "#num!",
            "#null!",
            "#div/0!");
    /** A number as spreadsheets show long ones: the digits behind the fifth are gone. */
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?[0-9](\\.[0-9]+)?[eE][+-]?[0-9]{1,3}");

    private static final int LONGEST = 9;

    private Placeholders() {}

    /** Whether a trimmed, half-width text only says that there is no value. */
    public static boolean noValue(String text) {
        if (text.isEmpty() || signs(text)) {
            return true;
        }
        return text.length() <= LONGEST
                && (text.equals("NA")
                        || text.equals("NaN")
                        || WORDS.contains(text)
                        || WORDS.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Whether a text is an identifier or a telephone number that a spreadsheet has cut: {@code 5.11602E+17}. */
    public static boolean scientific(String text) {
        return text.length() >= 4 && SCIENTIFIC.matcher(text).matches();
    }

    /** Whether a text is zeros only, which programs write where there is no text; of an amount it is a value. */
    public static boolean zeros(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c == '0');
    }

    private static boolean signs(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("-/\\._—–".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
