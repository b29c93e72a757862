package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yici.kernel.resource.Label;

class FaultLinesTest {
    private static final String TEXT = """
            code: GA5100/000001
            table: person
            source: {source: police, table: t_person}
            items:
              - code: GA5100/0000010001
                name: id_no
              - {code: GA5100/0000010002, name: name}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Resource GA5100/000001: item id_no reads no column | 6",
                "Resource GA5100/000001: the item GA5100/0000010002 comes twice | 7",
                "The table person is there already | 2",
                "items: a resource has at least one item | 4",
                "Nothing of this stands there | 0",
            })
    void aFaultStandsWhereWhatItNamesStands(String fault, int line) {
        assertThat(FaultLines.in(TEXT, Label.same(fault))).isEqualTo(line);
    }

    private record Part(String name, Label label) {}

    private record Whole(String code, List<Part> parts) {}

    @Test
    void aKeyThatIsMissingIsToldWhereItsPartBegins() {
        InvalidDefinitionException refused =
                catchThrowableOfType(InvalidDefinitionException.class, () -> YamlText.read("""
                        code: a
                        parts:
                          - {name: b, label: {zh: 甲, en: A}}
                          - name: c
                            label:
                              zh: 乙
                          - name: d
                        """, Whole.class));
        assertThat(refused.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "line 5: parts[1].label.en is missing; compare it with the example",
                        "line 7: parts[2].label is missing; compare it with the example");
    }
}
