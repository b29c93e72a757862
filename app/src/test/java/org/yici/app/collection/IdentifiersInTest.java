package org.yici.app.collection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersInTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "511602198104121716",
                " 511602198104121716 ",
                "511602 19810412 1716",
                "511602-19810412-1716",
                "身份证511602198104121716号",
                "５１１６０２１９８１０４１２１７１６",
                "张三,511602198104121716,男"
            })
    void isFoundHoweverItIsWritten(String text) {
        assertThat(IdentifiersIn.text(text)).contains("511602198104121716");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13800138000", "6222021234567890123", "51160219810412"})
    void isNotSeenInOtherNumbers(String text) {
        assertThat(IdentifiersIn.text(text)).isEmpty();
    }
}
