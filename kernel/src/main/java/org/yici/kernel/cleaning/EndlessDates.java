package org.yici.kernel.cleaning;

import java.util.Locale;
import java.util.Set;
import org.yici.kernel.resource.Item;

/** Dates without end as departments write them, {@code 9999-12-31}, 长期, PostgreSQL's {@code infinity}. */
final class EndlessDates {
    private static final BrokenRuleException WITHOUT_END = new BrokenRuleException(QuarantineRule.DATE_WITHOUT_END);
    private static final BrokenRuleException WITHOUT_BEGIN = new BrokenRuleException(QuarantineRule.DATE_WITHOUT_BEGIN);
    private static final Set<String> WORDS = Set.of(
            "长期",
            "长期有效",
            "永久",
            "永久有效",
            "永续",
            "终身",
            "终生",
            "无限期",
            "无固定期限",
            "不限期",
            "不限",
            "无期限",
            "无终止日期",
            "至今",
            "不约定期限",
            "infinity",
            "forever",
            "indefinite",
            "permanent",
            "long-term",
            "long term",
            "長期",
            "長期有效",
            "無限期",
            "至长期",
            "∞",
            "no end",
            "present");

    private EndlessDates() {}

    /** Reads what any item reads and, where the item may be without end, the ways to say so; elsewhere they fail a rule of their own. */
    static Standardiser of(Item item, Standardiser dated) {
        return text -> {
            if (text.equalsIgnoreCase("-infinity")) {
                throw WITHOUT_BEGIN;
            }
            if (!endless(text)) {
                return dated.standardise(text);
            }
            if (!item.mayBeEndless()) {
                throw WITHOUT_END;
            }
            return Item.WITHOUT_END;
        };
    }

    private static boolean endless(String text) {
        return WORDS.contains(text.toLowerCase(Locale.ROOT)) || lastYear(text);
    }

    /**
     * Any day of the last year that four digits can write, with or without a time: 9999-12-31 23:59:59, 99991231, 9999年; and the year
     * 2999, which programs write as well. A day of this century is itself.
     */
    private static boolean lastYear(String text) {
        if (!text.startsWith("9999") && !text.startsWith("2999")) {
            return false;
        }
        for (int i = 4; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Characters.isDigit(c) && "-/.: TZ+年月日号时分秒".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
