package org.yici.kernel.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.kernel.cleaning.Values.clean;
import static org.yici.kernel.cleaning.Values.passed;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.kernel.resource.ItemType;

/** What characters do to values: kinds by properties of Unicode, not lists of instances. */
class CharactersTest {
    @Test
    void noFormatCharacterStaysInAName() {
        IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(c -> Character.getType(c) == Character.FORMAT)
                .forEach(c -> assertThat(clean(ItemType.NAME, "王" + Character.toString(c) + "小明"))
                        .as("U+%X", c)
                        .isEqualTo(passed("王小明")));
    }

    /** Property Default_Ignorable_Code_Point of Unicode 16 beyond the format characters. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180F, 0x2065, 0x3164, 0xFE00, 0xFE0F, 0xFFA0, 0xFFF0, 0xE0100,
                0xE01EF, 0xE0FFF
            })
    void noIgnorableCharacterStaysInAnyValue(int c) {
        assertThat(clean(ItemType.NAME, "葛" + Character.toString(c) + "小明")).isEqualTo(passed("葛小明"));
        assertThat(clean(ItemType.INTEGER, "1" + Character.toString(c) + "2")).isEqualTo(passed("12"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "·", "•", "‧", "∙", "⋅", "・", "･", "●", "◦", "▪", "⦁", "⚫", "⬤", "∘", "․", "﹒", "．", ".", "。", "᛫", "⸱",
                "⸳", "ꞏ", "ᐧ", "·", "𐄁", "˙", "ㆍ", "··", "•·", "..", " · ", "・ ", "\u200B·"
            })
    void everyDotBetweenTwoPartsOfANameIsTheOne(String dot) {
        assertThat(clean(ItemType.NAME, "阿依努尔" + dot + "卡德尔")).isEqualTo(passed("阿依努尔·卡德尔"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ItemType.class,
            names = {
                "INTEGER",
                "DECIMAL",
                "DATE",
                "TIMESTAMP",
                "CITIZEN_ID",
                "CREDIT_CODE",
                "DIVISION",
                "PHONE",
                "GENDER"
            })
    void noCharacterThatOnlyLooksLikeADigitIsOne(ItemType type) {
        for (String digits :
                List.of("10²", "⁵", "₃", "½", "3½", "¼", "⅔", "①", "⑳", "❶", "㊀", "⒈", "Ⅷ", "𝟏𝟐", "१२", "٣", "㎡")) {
            assertThat(clean(type, digits)).as(digits).isInstanceOf(Cleaning.Rejected.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, 3½室",
        "TEXT, 10² ㎡ ① Ⅳ ™ ㍿ ﬁ",
        "ADDRESS, 和平路10²号①栋½层Ⅱ单元",
        "ADDRESS, ㈱大楼",
        "TEXT, ⻢⻓江",
        "NAME, 𠮷野",
        "NAME, 刘𬱟",
        "NAME, 旦增·བསྟན་འཛིན",
        "NAME, 山本五十六",
        "NAME, Ñandú",
        "NAME, Øystein Ås",
        "NAME, José",
        "NAME, José María",
        "NAME, 7-11便利店(北京)有限公司"
    })
    void whatIsWrittenOtherwiseStaysAsItIs(ItemType type, String text) {
        assertThat(clean(type, text)).isEqualTo(passed(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"علی\u200Cرضا", "क\u094D\u200Dष", "ᠪᠠᠭ\u180Eᠠ", "ᠠ\u180Bᠨ"})
    void whatShapesTheLettersOfAScriptStays(String text) {
        assertThat(clean(ItemType.NAME, text)).isEqualTo(passed(text));
        assertThat(clean(ItemType.TEXT, text)).isEqualTo(passed(text));
    }

    @ParameterizedTest
    @CsvSource({"Abdu•Kerim, Abdu·Kerim", "ئابدۇ•كېرىم, ئابدۇ·كېرىم", "ヤマダ・タロウ, ヤマダ·タロウ", "J. R. Smith, J. R. Smith"})
    void theDotIsOneInNamesOfEveryScript(String written, String name) {
        assertThat(clean(ItemType.NAME, written)).isEqualTo(passed(name));
    }

    @Test
    void noRadicalIsMeantInAnAddress() {
        assertThat(clean(ItemType.ADDRESS, "⻄安市⻓江路⼀号")).isEqualTo(passed("西安市长江路一号"));
    }

    @Test
    void severalTelephoneNumbersInOneColumnHaveARuleOfTheirOwn() {
        String two = "13812345678/13987654321";
        assertThat(clean(ItemType.PHONE, two)).isEqualTo(new Cleaning.Rejected("phone.several", "item", two));
    }

    @Test
    void privateCharactersOfGb18030AreThoseThatUnicodeHasNow() {
        String broken = "\uE815\uE816\uE817\uE818\uE81E\uE826\uE831\uE83B\uE854\uE855\uE85C\uE863\uE864\uE7C8";
        assertThat(clean(ItemType.NAME, broken)).isEqualTo(passed("厂𠂇𠂉𠃌龴龵𡗗𢦏龺𤇾䴓䶮龻ǹ"));
        assertThat(clean(ItemType.ADDRESS, "\uE863村1号")).isEqualTo(passed("䶮村1号"));
        IntStream.rangeClosed(0xE815, 0xE864)
                .forEach(c -> assertThat(clean(ItemType.NAME, "刘" + (char) c))
                        .as("U+%X", c)
                        .isInstanceOf(Cleaning.Cleaned.class));
    }

    @Test
    void everyRadicalInANameIsTheCharacterOfItsForm() {
        IntStream.concat(IntStream.rangeClosed(0x2E81, 0x2EF3), IntStream.rangeClosed(0x2F00, 0x2FD5))
                .filter(c -> c != 0x2E9A)
                .forEach(c -> {
                    Cleaning.Cleaned cleaned = (Cleaning.Cleaned) clean(ItemType.NAME, "王" + (char) c);
                    int standard = String.valueOf(cleaned.values().get(0)).codePointAt(1);
                    assertThat(Character.isIdeographic(standard) && standard > 0x2FFF)
                            .as("U+%X", c)
                            .isTrue();
                });
        assertThat(clean(ItemType.NAME, "⻢⻓江⾦")).isEqualTo(passed("马长江金"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "王?明",
                "王？明",
                "??",
                "王小明\uFFFD",
                "王*明",
                "王＊",
                "王\u0001明",
                "王\u0000",
                "王\u009D明",
                "王\uD83D",
                "\uDC00明",
                "王\uE123",
                "王\uF8FF明",
                "王\uDBC0\uDC00",
                "王\uFFFF",
                "ÕÅÈý",
                "ÀîÃ÷",
                "Íõ¶þ",
                "çŽ‹å°\u008Fæ˜Ž",
                "锟斤拷",
                "王锟斤拷",
                "&#29579;明",
                "\\u738b明",
                "王□明",
                "王﹖明",
                "王؟明",
                "王⁇明",
                "王❓",
                "王⬜明",
                "Ã–zil",
                "JosÃ©",
                "Garcaâ€™s",
                "王&middot;明",
                "王&nbsp;明",
                "AT&amp;T",
                "%E7%8E%8B",
                "王〓",
                "李○○",
                "¿",
                "烫烫烫"
            })
    void aDamagedNameIsRefused(String name) {
        assertThat(clean(ItemType.NAME, name)).isEqualTo(new Cleaning.Rejected("name.damaged", "item", name));
    }

    @ParameterizedTest
    @CsvSource({
        "DECIMAL, 1e+15, 1000000000000000.00", "DECIMAL, 1.25e+15, 1250000000000000.00",
                "DECIMAL, -1e+15, -1000000000000000.00",
        "DECIMAL, 5e-05, 0.00", "INTEGER, 1e+15, 1000000000000000", "DECIMAL, 89.5m², 89.50"
    })
    void whatPostgresqlWritesOfAFloatIsANumber(ItemType type, String raw, String standard) {
        assertThat(clean(type, raw)).isEqualTo(passed(standard));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.11602E+17", "1e5", "1e+300", "Infinity", "1e", "e+15", "1e+1000"})
    void whatASpreadsheetHasCutIsNone(String raw) {
        assertThat(clean(ItemType.DECIMAL, raw)).isInstanceOf(Cleaning.Rejected.class);
        assertThat(clean(ItemType.INTEGER, raw)).isInstanceOf(Cleaning.Rejected.class);
        assertThat(clean(ItemType.PHONE, raw)).isInstanceOf(Cleaning.Rejected.class);
        assertThat(clean(ItemType.CITIZEN_ID, raw)).isInstanceOf(Cleaning.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "+86 10 6552 9988, 01065529988", "+86 (0)10 6552-9988, 01065529988", "0086-10-65529988, 01065529988",
                "86-10-65529988, 01065529988",
        "010-65529988, 01065529988", "013800138000, 13800138000", "(+86)13800138000, 13800138000",
                "（＋８６）１３８００１３８０００, 13800138000",
        "+8613800138000, 13800138000", "+86 0138 0013 8000, 13800138000", "86 138 0013 8000, 13800138000",
                "008613800138000, 13800138000",
        "+86 826 2345678, 08262345678", "+86 400 820 8820, 4008208820", "+86-755-86123456, 075586123456",
                "86123456, 86123456"
    })
    void aTelephoneNumberHasOneForm(String raw, String standard) {
        assertThat(clean(ItemType.PHONE, raw)).isEqualTo(passed(standard));
        assertThat(clean(ItemType.PHONE, standard)).isEqualTo(passed(standard));
    }
}
