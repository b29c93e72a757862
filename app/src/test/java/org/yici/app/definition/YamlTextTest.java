package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                .satisfies(finding ->
                        assertThat(finding.line()).as(finding.text().en()).isEqualTo(line));
    }

    @Test
    void allKeysThatAreUnknownAreToldAtOnce() {
        String text = """
                sharign: x
                code: a
                items:
                - {name: b, tpye: c}
                - {name: d, tpye: e, colour: red}
                """;
        InvalidDefinitionException refused =
                catchThrowableOfType(InvalidDefinitionException.class, () -> YamlText.read(text, Document.class));
        assertThat(refused.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "line 1: the key sharign is unknown; the nearest is code",
                        "line 4: items[0]: the key tpye is unknown; the nearest is type",
                        "line 5: items[1]: the key tpye is unknown; the nearest is type",
                        "line 5: items[1]: the key colour is unknown; the nearest is name");
        assertThat(refused.findings().getLast().sentence().zh()).isEqualTo("第 5 行：items[1]：没有键 colour；最接近的是 name");
    }

    private record Counted(String name, int number, Colour colour) {}

    private record Counts(String code, List<Counted> counts) {
        Counts {
            counts = List.copyOf(counts);
        }
    }

    private enum Colour {
        RED,
        GREEN
    }

    /** Nobody who writes a definition knows the classes of the program. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code: a$counts:$- {name: b, nubmer: 1, colour: RED} | 3 | counts[0]: the key nubmer is unknown; the nearest is number",
                "code: a$coutns: [] | 2 | the key coutns is unknown; the nearest is counts",
                "code: a$counts:$- {name: b, colour: RED} | 3 | the key is missing or has no value",
                "code: a | 1 | a key that must be there is missing",
                "code: a$counts:$- {name: b, number: 1, colour: BLUE} | 3 | BLUE is none of RED, GREEN",
                "code: a$counts:$\t- {name: b} | 3 | a tab is used for indentation",
                "code: a$counts:$- {name: b, number: many, colour: RED} | 3 | is no value that may stand here",
                "code: a$counts: none | 2 | counts: the value has another form than is needed here",
                "code: a$code: b | 2 | the key code comes twice",
            })
    void whatIsMissingOrWrongIsToldInTheWordsOfTheText(String text, int line, String said) {
        InvalidDefinitionException refused = catchThrowableOfType(
                InvalidDefinitionException.class,
                () -> YamlText.read(text.replace('$', '\n').replace("\\t", "\t"), Counts.class));
        assertThat(refused.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.text().en()).contains(said).doesNotContain("org.yici", "Deserialization");
            assertThat(finding.line()).isEqualTo(line);
        });
    }

    /** Who reviews a text must see what is in force afterwards. */
    @ParameterizedTest
    @ValueSource(ints = {0x202E, 0x2066, 0x200B, 0xFEFF, 0xE0041, 0x00AD, 0x2060})
    void whatHidesFromAReaderIsRefusedWithItsLine(int hiding) {
        String text = "code: a\nitems:\n- name: b" + Character.toString(hiding) + "c\n";
        InvalidDefinitionException refused =
                catchThrowableOfType(InvalidDefinitionException.class, () -> YamlText.read(text, Document.class));
        assertThat(refused.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(3);
            assertThat(finding.text().en()).contains("U+%04X".formatted(hiding));
        });
    }

    /** Which form of a character is meant, and that is seen. */
    @ParameterizedTest
    @ValueSource(strings = {"\u845B\uDB40\uDD00", "\u9089\uDB40\uDD1E"})
    void aVariantOfACharacterIsAllowed(String name) {
        Document read = YamlText.read("code: " + name + "\nitems: []\n", Document.class);
        assertThat(read.code()).isEqualTo(name);
    }

    /** In the parser's words nobody would find the mistake, and on Chinese pages it would be in English. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TAB | code: a$items:$\t- {name: b}",
                "BEGINNING | code: @a",
                "NO_COLON | code: a$items$- name: b",
                "VALUE_HERE | code: a: b",
                "ENTRY_HERE | code: - a",
                "NOT_ALIGNED | code: a$items:$  - name: b$ type: c",
                "NOT_CLOSED | code: \"a$items: []",
                "BRACKET | code: a$items: [{name: b",
                "ESCAPE | code: \"a\\q\"",
                "HEXADECIMAL | code: \"a\\xZZ\"",
                "LONG_TEXT | `code: | a#b c$items: []`",
                "TWO_DOCUMENTS | code: a$items: []$---$code: b",
            },
            quoteCharacter = '`')
    void aTextThatIsNoYamlIsToldInWordsOfTheText(YamlMistake mistake, String text) {
        InvalidDefinitionException refused = catchThrowableOfType(
                InvalidDefinitionException.class, () -> YamlText.read(text.replace('$', '\n'), Document.class));
        assertThat(refused.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.text().zh()).startsWith(mistake.zh().split("%")[0]);
            assertThat(finding.line()).isPositive();
        });
    }
}
