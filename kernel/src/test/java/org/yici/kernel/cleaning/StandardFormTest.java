package org.yici.kernel.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** One value through the plan of a resource with one item of a type. */
class StandardFormTest {
    @ParameterizedTest
    @CsvSource({
        "CITIZEN_ID, 11010519491231002X, 11010519491231002X",
        "CITIZEN_ID, ' 110105 19491231 002x ', 11010519491231002X",
        "CITIZEN_ID, 110105-19491231-002X, 11010519491231002X",
        "CITIZEN_ID, １１０１０５１９４９１２３１００２Ｘ, 11010519491231002X",
        "CITIZEN_ID, 110105491231002, 11010519491231002X",
        "CITIZEN_ID, '\u200B11010519491231002X\uFEFF', 11010519491231002X",
        "CREDIT_CODE, 91350100-m000100y-43, 91350100M000100Y43",
        "CREDIT_CODE, ９１３５０１００Ｍ０００１００Ｙ４３, 91350100M000100Y43",
        "DIVISION, 511602, 511602",
        "DIVISION, 511602001, 511602001",
        "DIVISION, 511602001003, 511602001",
        "DIVISION, 511602000000, 511602",
        "DIVISION, 51, 510000",
        "DIVISION, 5116, 511600",
        "DIVISION, ' ５１１６０２', 511602",
        "GENDER, 男, 1",
        "GENDER, 女性, 2",
        "GENDER, f, 2",
        "GENDER, M, 1",
        "GENDER, ２, 2",
        "GENDER, 未知, 0",
        "GENDER, 9, 9",
        "DATE, 2024-05-01, 2024-05-01",
        "DATE, 2024/5/1, 2024-05-01",
        "DATE, 20240501, 2024-05-01",
        "DATE, 2024年5月1日, 2024-05-01",
        "DATE, 2024年05月01, 2024-05-01",
        "DATE, 2024.05.01, 2024-05-01",
        "DATE, ２０２４－０５－０１, 2024-05-01",
        "DATE, 2024-05-01 13:45:10, 2024-05-01",
        "DATE, 2024/5/1 0:00, 2024-05-01",
        "DATE, 2024-05-01T13:45:10.123+08:00, 2024-05-01",
        "DATE, 20240501134510, 2024-05-01",
        "DATE, 2024-02-29, 2024-02-29",
        "DATE, 1900-01-01, 1900-01-01",
        "DATE, 2100-12-31, 2100-12-31",
        "TIMESTAMP, 2024-05-01 12:00:00+08, 2024-05-01T04:00:00Z",
        "TIMESTAMP, 2024-05-01 12:00:00.250001, 2024-05-01T04:00:00.250001Z",
        "TIMESTAMP, 2024-05-01 12:00:00, 2024-05-01T04:00:00Z",
        "TIMESTAMP, 2024-05-01 12:00, 2024-05-01T04:00:00Z",
        "TIMESTAMP, 2024-05-01, 2024-04-30T16:00:00Z",
        "TIMESTAMP, 2024-05-01T04:00:00Z, 2024-05-01T04:00:00Z",
        "TIMESTAMP, 2024-05-01 09:30:00+05:30, 2024-05-01T04:00:00Z",
        "TIMESTAMP, 2024-05-01 00:00:00-0330, 2024-05-01T03:30:00Z",
        "TIMESTAMP, 2024年5月1日12时30分, 2024-05-01T04:30:00Z",
        "TIMESTAMP, 2024年5月1日 12时30分15秒, 2024-05-01T04:30:15Z",
        "TIMESTAMP, 1988-07-01 12:00:00, 1988-07-01T03:00:00Z",
        "INTEGER, ' 12 ', 12",
        "INTEGER, '1,234,567', 1234567",
        "INTEGER, 12.00, 12",
        "INTEGER, -７, -7",
        "INTEGER, 007, 7",
        "DECIMAL, 1234.5, 1234.50",
        "DECIMAL, '1,234.5', 1234.50",
        "DECIMAL, ￥1234.56元, 1234.56",
        "DECIMAL, 12.5万元, 125000.00",
        "DECIMAL, 12.34567万, 123456.70",
        "DECIMAL, 1.2亿元, 120000000.00",
        "DECIMAL, 89.5㎡, 89.50",
        "DECIMAL, 89.5平方米, 89.50",
        "DECIMAL, 0.005, 0.01",
        "DECIMAL, -3, -3.00",
        "DECIMAL, 人民币100万元整, 1000000.00",
        "BOOLEAN, t, true",
        "BOOLEAN, 是, true",
        "BOOLEAN, Y, true",
        "BOOLEAN, 1, true",
        "BOOLEAN, 无, false",
        "BOOLEAN, f, false",
        "BOOLEAN, No, false",
        "PHONE, 138 0013 8000, 13800138000",
        "PHONE, +86 138-0013-8000, 13800138000",
        "PHONE, 008613800138000, 13800138000",
        "PHONE, (028)8612-3456, 02886123456",
        "PHONE, 400-820-8820, 4008208820",
        "NAME, ' 张　三 ', 张三",
        "NAME, 欧阳 娜娜, 欧阳娜娜",
        "NAME, 阿迪力•买买提, 阿迪力·买买提",
        "NAME, 阿迪力 ・ 买买提, 阿迪力·买买提",
        "NAME, 阿迪力．买买提, 阿迪力·买买提",
        "NAME, Li   Wei, Li Wei",
        "NAME, J. R. Smith, J. R. Smith",
        "NAME, 广安恒达（集团）有限公司, 广安恒达(集团)有限公司",
        "ADDRESS, '四川省 广安市　广安区 ABC 路１２号', 四川省广安市广安区ABC路12号",
        "ADDRESS, 12 Main  Street, 12 Main Street",
        "TEXT, '　a \t b\n', a b",
    })
    void manyFormsBecomeOne(ItemType type, String raw, String standard) {
        assertThat(clean(type, raw)).isEqualTo(passed(standard));
        assertThat(clean(type, standard)).as("a standard form is left alone").isEqualTo(passed(standard));
    }

    @ParameterizedTest
    @CsvSource({
        "CITIZEN_ID, 1101051949123100, citizen-id.length",
        "CITIZEN_ID, 11010519491231O02X, citizen-id.characters",
        "CITIZEN_ID, 11010519490230002X, citizen-id.birth-date",
        "CITIZEN_ID, 110105194912310021, citizen-id.check",
        "CREDIT_CODE, 91350100M000100, credit-code.length",
        "CREDIT_CODE, 91350100M0O0100Y43, credit-code.characters",
        "CREDIT_CODE, 91350100M000100Y44, credit-code.check",
        "DIVISION, 5116021, division.form",
        "DIVISION, 广安区, division.form",
        "DIVISION, 991602, division.province",
        "GENDER, 3, gender.unknown",
        "DATE, 2024-02-30, date.invalid",
        "DATE, 2023-02-29, date.invalid",
        "DATE, 2024-13-01, date.invalid",
        "DATE, 1899-12-31, date.invalid",
        "DATE, 2101-01-01, date.invalid",
        "DATE, 01/05/2024, date.invalid",
        "DATE, 2024-05, date.invalid",
        "DATE, 2024-5/1, date.invalid",
        "DATE, 2024年5月1, ok",
        "DATE, 2024-05-01x, date.invalid",
        "DATE, 2024-05-01 25:00, date.invalid",
        "DATE, 24-05-01, date.invalid",
        "DATE, infinity, date.without-end",
        "DATE, 0001-01-01 BC, date.invalid",
        "TIMESTAMP, 2024-05-01 12:60, timestamp.invalid",
        "TIMESTAMP, 2024-05-01 12:00:00+8x, timestamp.invalid",
        "TIMESTAMP, 2024-05-01 12:, timestamp.invalid",
        "INTEGER, 1.5, integer.form",
        "INTEGER, 12a, integer.form",
        "INTEGER, '12,34', integer.form",
        "INTEGER, '1,2345', integer.form",
        "INTEGER, ',123', integer.form",
        "INTEGER, 99999999999999999999, integer.range",
        "DECIMAL, 1.2.3, decimal.form",
        "DECIMAL, 万元, decimal.form",
        "DECIMAL, 1e5, decimal.form",
        "DECIMAL, 10000000000000000, decimal.range",
        "BOOLEAN, maybe, boolean.form",
        "PHONE, 12345, phone.form",
        "PHONE, 138001380001, phone.form",
        "PHONE, +1 202 555 0100, phone.form",
        "NAME, 12345, name.form",
    })
    void whatFailsNamesItsRule(ItemType type, String raw, String rule) {
        if (rule.equals("ok")) {
            assertThat(clean(type, raw)).isInstanceOf(Cleaning.Cleaned.class);
        } else {
            assertThat(clean(type, raw)).isEqualTo(new Cleaning.Rejected(rule, "item", raw));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "　", "-", "/", "NULL", "无", "不详", "\u200B"})
    void placeholdersAreNoValue(String raw) {
        for (ItemType type : ItemType.values()) {
            if (type != ItemType.BOOLEAN) {
                assertThat(clean(type, raw)).as(type.name()).isEqualTo(passed(null));
            }
        }
    }

    @Test
    void aMissingRequiredValueFailsAndAPlaceholderIsMissing() {
        assertThat(plan(ItemType.NAME, true, Map.of()).clean(Map.of("raw", "无")))
                .isEqualTo(new Cleaning.Rejected("required", "item", "无"));
        assertThat(plan(ItemType.NAME, true, Map.of()).clean(Map.of()))
                .isEqualTo(new Cleaning.Rejected("required", "item", null));
    }

    @Test
    void codesAreMappedWhateverTheirCaseAndWidth() {
        CleaningPlan plan = plan(ItemType.CODE, false, Map.of("A1", "normal", "注销", "cancelled"));

        assertThat(plan.clean(Map.of("raw", "ａ1 "))).isEqualTo(passed("normal"));
        assertThat(plan.clean(Map.of("raw", "注销"))).isEqualTo(passed("cancelled"));
        assertThat(plan.clean(Map.of("raw", "Cancelled"))).isEqualTo(passed("cancelled"));
        assertThat(plan.clean(Map.of("raw", "B"))).isEqualTo(new Cleaning.Rejected("code.unknown", "item", "B"));
    }

    @Test
    void divisionNamesAreMappedByTheItemsCodes() {
        CleaningPlan plan = plan(ItemType.DIVISION, false, Map.of("广安区", "511602"));

        assertThat(plan.clean(Map.of("raw", "广安区"))).isEqualTo(passed("511602"));
        assertThat(plan.clean(Map.of("raw", "511603"))).isEqualTo(passed("511603"));
    }

    static CleaningPlan plan(ItemType type, boolean required, Map<String, String> codes) {
        Label label = new Label("项", "item");
        Item item = new Item(
                "GA5100/0000010001", "item", label, type, SecurityLevel.L1, required, false, List.of("raw"), codes);
        SourceTable source = new SourceTable("source", "public", "t", List.of("id"));
        return CleaningPlan.compile(
                new Resource(
                        "GA5100/000001", "t", label, label, "department", source, Sharing.CONDITIONAL, List.of(item)),
                1);
    }

    private static Cleaning clean(ItemType type, String raw) {
        Map<String, @Nullable String> row = new HashMap<>();
        row.put("raw", raw);
        return plan(type, false, Map.of()).clean(row);
    }

    private static Cleaning passed(@Nullable String standard) {
        List<@Nullable String> values = new java.util.ArrayList<>();
        values.add(standard);
        return new Cleaning.Cleaned(values);
    }
}
