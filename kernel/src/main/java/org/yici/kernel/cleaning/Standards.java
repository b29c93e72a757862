package org.yici.kernel.cleaning;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.identifier.IdentifierFault;
import org.yici.kernel.identifier.Telephone;
import org.yici.kernel.resource.InvalidResourceException;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.text.HanRepair;

/** The standardiser of each item type. */
final class Standards {
    private static final Map<IdentifierFault, BrokenRuleException> CITIZEN_ID = faults("citizen-id.");
    private static final Map<IdentifierFault, BrokenRuleException> CREDIT_CODE = faults("credit-code.");
    private static final BrokenRuleException DIVISION_FORM = new BrokenRuleException(QuarantineRule.DIVISION_FORM);
    private static final BrokenRuleException DIVISION_PROVINCE =
            new BrokenRuleException(QuarantineRule.DIVISION_PROVINCE);
    private static final BrokenRuleException GENDER_UNKNOWN = new BrokenRuleException(QuarantineRule.GENDER_UNKNOWN);
    private static final BrokenRuleException CODE_UNKNOWN = new BrokenRuleException(QuarantineRule.CODE_UNKNOWN);
    private static final BrokenRuleException BOOLEAN_FORM = new BrokenRuleException(QuarantineRule.BOOLEAN_FORM);
    private static final BrokenRuleException PHONE_FORM = new BrokenRuleException(QuarantineRule.PHONE_FORM);
    private static final BrokenRuleException PHONE_SEVERAL = new BrokenRuleException(QuarantineRule.PHONE_SEVERAL);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    /** The first two digits of GB/T 2260. */
    private static final String PROVINCES =
            " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 ";

    private static final Map<String, String> GENDERS = words(
            "1", "1 01 男 男性 m male", "2", "2 02 女 女性 f female", "0", "0 未知 不明 未知的性别 u unknown", "9", "9 未说明 未说明的性别");
    private static final Map<String, String> BOOLEANS =
            words("true", "t true 1 y yes 是 有 真 on √ ✓", "false", "f false 0 n no 否 无 没有 假 off × ✗");

    private Standards() {}

    static Standardiser of(Item item, ZoneId zone, InstantSource clock) {
        return switch (item.type()) {
            case TEXT -> present(text -> text);
            case ADDRESS -> present(text -> Characters.joinChinese(HanRepair.of(text)));
            case NAME -> present(Names::name);
            case CITIZEN_ID -> present(text -> citizenId(text, clock));
            case CREDIT_CODE -> present(Standards::creditCode);
            case DIVISION -> division(item);
            case GENDER -> word(GENDERS, GENDER_UNKNOWN);
            case CODE -> code(item);
            case DATE -> EndlessDates.of(item, present(text -> Times.date(text, zone)));
            case TIMESTAMP -> present(text -> Times.timestamp(text, zone));
            case INTEGER -> present(Numbers::integer);
            case DECIMAL -> present(Numbers::decimal);
            case BOOLEAN -> word(BOOLEANS, BOOLEAN_FORM);
            case PHONE -> present(Standards::phone);
        };
    }

    private static Standardiser present(Standardiser standardiser) {
        return text -> Characters.absent(text) ? null : standardiser.standardise(text);
    }

    private static Standardiser word(Map<String, String> words, BrokenRuleException fault) {
        return text -> {
            String standard = find(words, text);
            if (standard == null && !Characters.absent(text)) {
                throw fault;
            }
            return standard;
        };
    }

    private static Standardiser code(Item item) {
        if (item.codes().isEmpty()) {
            return present(text -> text);
        }
        Map<String, String> codes = localCodes(item);
        // A standard code is itself understood, unless the department uses it for something else.
        item.codes().values().forEach(standard -> codes.putIfAbsent(fold(standard), standard));
        return word(codes, CODE_UNKNOWN);
    }

    private static Standardiser division(Item item) {
        Map<String, String> codes = localCodes(item);
        return present(text -> {
            String mapped = codes.isEmpty() ? null : find(codes, text);
            return mapped != null ? mapped : divisionCode(Characters.compact(text));
        });
    }

    private static Map<String, String> localCodes(Item item) {
        Map<String, String> codes = new HashMap<>();
        item.codes().forEach((local, standard) -> {
            String before = codes.put(fold(local), standard);
            if (before != null && !before.equals(standard)) {
                throw new InvalidResourceException(Label.of(
                        "信息项 %s：本地代码“%s”不分大小写和全半角后，既对应“%s”又对应“%s”",
                        "Item %s: the local code '%s' stands for '%s' and for '%s' once case and width are folded",
                        item.code(),
                        local,
                        before,
                        standard));
            }
        });
        return codes;
    }

    private static @Nullable String find(Map<String, String> words, String text) {
        String standard = words.get(text);
        return standard != null ? standard : words.get(text.toLowerCase(Locale.ROOT));
    }

    private static String fold(String text) {
        String normal = Characters.normalise(text);
        return normal == null ? "" : normal.toLowerCase(Locale.ROOT);
    }

    private static String citizenId(String text, InstantSource clock) {
        String compact = Characters.compact(text);
        LocalDate today = LocalDate.ofInstant(clock.instant(), CHINA);
        Optional<IdentifierFault> fault = CitizenId.fault(compact, today);
        if (fault.isPresent()) {
            throw CITIZEN_ID.get(fault.get());
        }
        return CitizenId.widen(compact);
    }

    private static String creditCode(String text) {
        String code = Characters.compact(text);
        Optional<IdentifierFault> fault = CreditCode.fault(code);
        if (fault.isPresent()) {
            throw CREDIT_CODE.get(fault.get());
        }
        return code;
    }

    /** Two and four digits are padded to the county's six; the statistics bureau's twelve are cut to the township's nine. */
    private static String divisionCode(String digits) {
        int length = digits.length();
        if (!Characters.allDigits(digits)
                || !(length == 2 || length == 4 || length == 6 || length == 9 || length == 12)) {
            throw DIVISION_FORM;
        }
        if (!PROVINCES.contains(" " + digits.substring(0, 2) + " ")) {
            throw DIVISION_PROVINCE;
        }
        return switch (length) {
            case 2 -> digits + "0000";
            case 4 -> digits + "00";
            case 6 -> digits;
            default -> digits.startsWith("000", 6) ? digits.substring(0, 6) : digits.substring(0, 9);
        };
    }

    private static String phone(String text) {
        return Telephone.normal(text).orElseThrow(() -> Telephone.all(text).size() > 1 ? PHONE_SEVERAL : PHONE_FORM);
    }

    private static Map<IdentifierFault, BrokenRuleException> faults(String prefix) {
        Map<IdentifierFault, BrokenRuleException> faults = new EnumMap<>(IdentifierFault.class);
        for (IdentifierFault fault : IdentifierFault.values()) {
            for (QuarantineRule rule : QuarantineRule.values()) {
                if (rule.code().equals(prefix + fault.code())) {
                    faults.put(fault, new BrokenRuleException(rule));
                }
            }
        }
        return Map.copyOf(faults);
    }

    private static Map<String, String> words(String... standardAndWords) {
        Map<String, String> words = new HashMap<>();
        for (int i = 0; i < standardAndWords.length; i += 2) {
            for (String word : standardAndWords[i + 1].split(" ")) {
                words.put(word, standardAndWords[i]);
            }
        }
        return Map.copyOf(words);
    }
}
