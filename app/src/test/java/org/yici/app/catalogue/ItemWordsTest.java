package org.yici.app.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.PlatformTest;
import org.yici.app.casework.CaseworkPack;

/** The type of an item decides how its values are shown, whatever they look like. */
@PlatformTest
class ItemWordsTest {
    private final ApplicationContext platform;
    private final ItemWords words;

    @Autowired
    ItemWordsTest(ApplicationContext platform, ItemWords words) {
        this.platform = platform;
        this.words = words;
    }

    @BeforeEach
    void publish() throws Exception {
        CaseworkPack.publish(platform);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "ZR5100/000001, area, 1088.50, \"1,088.5\"",
                "ZR5100/000001, area, ***, ***",
                "ZR5100/000001, mortgaged, true, 有抵押",
                "ZR5100/000001, usage, residential, 住宅",
                "ZR5100/000001, division, 511602, 广安市广安区",
                "ZR5100/000001, division, 511602001, 广安市广安区 511602001",
                "ZR5100/000001, title_no, true, true",
                "ZR5100/000001, title_no, 2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
                "SJ5100/000001, registered_at, 2026-01-02T03:04:05Z, 2026-01-02 11:04:05",
                "JT5100/000001, valid_to, 9999-12-31, 长期",
                "XX0000/000000, anything, true, true"
            })
    void aValueIsShownByTheTypeOfItsItem(String resource, String item, String value, String shown) {
        assertThat(words.of(Locale.CHINA, resource, item, value)).isEqualTo(shown);
    }
}
