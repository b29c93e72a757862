package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTextTest {
    private record Item(String name, String type) {}

    private record Document(String code, List<Item> items) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sharign: x$code: a$items: []$# the end | 1",
                "code: a$items:$- name: b$  tpye: c$- name: d$  type: e | 4",
                "code: a$items:$- {name: b, tpye: c}$- name: d | 3",
                "code: a$code: b$items: [] | 2",
            })
    void aKeyThatIsNoneOrComesTwiceIsToldWithItsLine(String text, int line) {
        InvalidDefinitionException refused = catchThrowableOfType(
                InvalidDefinitionException.class, () -> YamlText.read(text.replace('$', '\n'), Document.class));
        assertThat(refused.findings())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.line()).as(finding.text()).isEqualTo(line));
    }
}
