package org.yici.kernel.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One number, one form. */
class TelephoneTest {
    @ParameterizedTest
    @CsvSource({
        "1795113812345678, 13812345678",
        "17951 13812345678, 13812345678",
        "17911-13812345678, 13812345678",
        "12593 138 1234 5678, 13812345678",
        "17951+8613812345678, 13812345678",
        "179510826-2345678, 08262345678",
        "826-2345678, 08262345678",
        "10-65529988, 01065529988",
        "755 8612-3456, 075586123456",
        "755-8612-3456, 075586123456",
        "4008-208-820, 4008208820",
        "95588, 95588",
        "96811, 96811",
        "6552-9988, 65529988",
        "010-6552-9988, 01065529988",
        "1381234-5678, 13812345678"
    })
    void carriersAndAreaCodesDoNotChangeANumber(String written, String normal) {
        assertThat(Telephone.normal(written)).contains(normal);
        assertThat(Telephone.normal(normal)).contains(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "010-65529988转803, 01065529988-803",
        "010-65529988 转 803, 01065529988-803",
        "010-65529988-803, 01065529988-803",
        "010-6552-9988-803, 01065529988-803",
        "010-6552 9988-803, 01065529988-803",
        "010-65529988 ext. 803, 01065529988-803",
        "010-65529988 EXT:803, 01065529988-803",
        "010-65529988#803, 01065529988-803",
        "010-65529988x803, 01065529988-803",
        "010-65529988分机803, 01065529988-803",
        "+86 10 65529988-803, 01065529988-803",
        "0826-2345678-1, 08262345678-1",
        "0826-234 5678-1, 08262345678-1",
        "4008208820转1, 4008208820-1",
        "2345678-1, 2345678-1"
    })
    void anExtensionStandsBehindAHyphen(String written, String normal) {
        assertThat(Telephone.normal(written)).contains(normal);
        assertThat(Telephone.normal(normal)).contains(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13812345678/13987654321",
                "13812345678、13987654321",
                "13812345678 13987654321",
                "13812345678或13987654321",
                "13812345678;13987654321",
                "13812345678,13987654321"
            })
    void severalNumbersAreNotOne(String written) {
        assertThat(Telephone.normal(written)).isEmpty();
        assertThat(Telephone.all(written)).isEqualTo(List.of("13812345678", "13987654321"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13812345678转1",
                "13812345678①",
                "手机13812345678",
                "138123456789",
                "852-23456789",
                "00852-23456789",
                "+852 2345 6789",
                "010-65529988/89",
                "13812345678.0",
                "1.38124E+10",
                "١٣٨١٢٣٤٥٦٧٨",
                "01013812345678",
                ""
            })
    void whatIsNoNumberOfChinaIsNone(String written) {
        assertThat(Telephone.normal(written)).isEmpty();
        assertThat(Telephone.all(written)).isEmpty();
    }

    @Test
    void aLongRowOfDigitsIsReadQuickly() {
        assertThat(Telephone.all("1 ".repeat(20_000) + "x")).isEmpty();
        assertThat(Telephone.all("-".repeat(20_000) + "1".repeat(20_000))).isEmpty();
    }
}
