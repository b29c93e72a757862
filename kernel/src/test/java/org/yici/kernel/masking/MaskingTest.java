package org.yici.kernel.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.yici.kernel.resource.ItemType;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "CITIZEN_ID, 511602199003071226, 51****************",
        "CITIZEN_ID, 5116021990, ***",
        "CREDIT_CODE, 91511602MA62345678, 9151**********5678",
        "NAME, 王小芳, 王*芳",
        "NAME, 王芳, 王*",
        "NAME, 王, ***",
        "NAME, 四川广安货运有限公司, 四********司",
        "PHONE, 13812345678, 138****5678",
        "PHONE, 2345678, ***",
        "PHONE, 01065529988-803, 010********-803",
        "PHONE, 13𠮷12345678, ***",
        "CITIZEN_ID, 5𠮷199003070012345, ***",
        "CREDIT_CODE, 915𠮷1602MA6234567, ***",
        "NAME, 𠮷野太郎, 𠮷**郎",
        "NAME, 阿依努尔·卡德尔, 阿******尔",
        "ADDRESS, 四川省广安市广安区北辰大道12号金安小区3栋201, 四川省广安市广安区北辰大道***",
        "ADDRESS, 四川省广安市广安区浓洄街道12号, 四川省广安市广安区浓洄街道***",
        "ADDRESS, 北辰路7号, 北辰路***",
        "ADDRESS, 12-3, ***",
        "DIVISION, 511602, 510000",
        "DATE, 1990-03-07, 1990",
        "TIMESTAMP, 2026-03-07T10:00:00Z, 2026",
        "DATE, 7 March, ***",
        "DECIMAL, 1250000.00, ***",
        "BOOLEAN, true, ***"
    })
    void leavesOnlyWhatItsOwnerRecognises(ItemType type, String value, String masked) {
        assertThat(Masking.mask(type, value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @EnumSource(ItemType.class)
    void neverReturnsAValueWhole(ItemType type) {
        for (String value : new String[] {"", "a", "王", "王芳", "广安区", "2026", "1", "511602199003071226", "510000"}) {
            if (!value.isEmpty() && !(type == ItemType.DIVISION && value.endsWith("0000"))) {
                assertThat(Masking.mask(type, value)).as(value).isNotEqualTo(value);
            }
        }
    }

    @Test
    void aHouseNumberIsNeverReached() {
        assertThat(Masking.mask(ItemType.ADDRESS, "广安市前锋区文华路88号2单元")).doesNotContainPattern("[0-9]");
    }
}
