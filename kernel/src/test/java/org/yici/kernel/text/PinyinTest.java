package org.yici.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTest {
    @ParameterizedTest
    @CsvSource({
        "二手房交易, ershoufang, 0",
        "二手房交易, ershouf, 0",
        "二手房交易, shoufangj, 1",
        "二手房交易, hou, -1",
        "银行开户, yinhang, 0",
        "道路旅客运输, lvke, 2",
        "道路旅客运输, luke, 2",
        "a类许可, alei, 0",
        "二手房交易, ershoufanx, -1"
    })
    void lettersSpellWholeSyllablesOfAnyReading(String text, String letters, int index) {
        assertThat(Pinyin.of(text).indexOf(letters)).isEqualTo(index);
    }

    @ParameterizedTest
    @CsvSource({"二手房交易, esf, 0", "二手房交易, sfjy, 1", "二手房交易, esx, -1", "银行, yh, 0"})
    void initialsStandForCharacters(String text, String letters, int index) {
        assertThat(Pinyin.of(text).indexOfInitials(letters)).isEqualTo(index);
    }

    @Test
    void aTextIsSpelledOut() {
        assertThat(Pinyin.of("社保卡").letters()).isEqualTo("shebaoka");
    }
}
