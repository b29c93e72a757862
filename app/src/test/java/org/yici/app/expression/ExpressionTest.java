package org.yici.app.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-01-02T03:04:05.600+08:00");

    private final Map<String, @Nullable Object> evidence = new HashMap<>();
    private final Map<String, @Nullable Object> records = new HashMap<>();
    private final Map<String, @Nullable Object> field = new HashMap<>();

    private @Nullable Object ask(String expression) {
        return Expression.of(expression).evaluate(new ExpressionContext() {
            @Override
            public @Nullable Object of(String root) {
                return switch (root) {
                    case "evidence" -> evidence;
                    case "records" -> records;
                    case "field" -> field;
                    case "case" -> Map.of("submitted", NOW.minusSeconds(90));
                    default -> null;
                };
            }

            @Override
            public ZonedDateTime now() {
                return NOW;
            }
        });
    }

    @Test
    void numbersAreAsExactAsTheyWere() {
        evidence.put("title", Map.of("area", new BigDecimal("90.00"), "price", new BigDecimal("123456789012345.67")));
        assertThat(ask("evidence.title.area")).isEqualTo(new BigDecimal("90.00"));
        assertThat(ask("evidence.title.price + 0.01")).isEqualTo(new BigDecimal("123456789012345.68"));
    }

    /** A name alone is looked up without the engine: what it comes to must be what the engine says. */
    @Test
    void aNameAloneIsWhatTheEngineSays() {
        Map<String, @Nullable Object> title = new HashMap<>();
        title.put("address", "北辰大道 1 号");
        title.put("area", new BigDecimal("90.50"));
        title.put("sealed", false);
        title.put("acquired_on", LocalDate.of(2020, 2, 29));
        title.put("nothing", null);
        title.put("at", NOW);
        evidence.put("title", title);
        records.put("homes", List.of(Map.of("status", "current"), Map.of("status", "sold")));
        for (String name : List.of(
                "evidence.title.address",
                "evidence.title.area",
                "evidence.title.sealed",
                "evidence.title.acquired_on",
                "evidence.title.acquired_on.year",
                "evidence.title.at",
                "evidence.title.at.hour",
                "evidence.title.nothing",
                "evidence.title.nothing.more",
                "evidence.title.address.more",
                "evidence.title.unknown",
                "evidence.unknown.address",
                "records.homes.status",
                "field.unknown",
                "task.unknown.tax")) {
            assertThat(ask(name)).as(name).isEqualTo(ask("(" + name + ")"));
        }
    }

    @Test
    void theTimeIsTheCallers() {
        assertThat(ask("now() - case.submitted")).isEqualTo(Duration.ofSeconds(90));
        assertThat(ask("today()")).isEqualTo(NOW.toLocalDate());
    }

    /** As CONTRIBUTING.md says. */
    @Test
    void anAgeIsThatOfTheDayOfSubmission() {
        String age = "years and months duration(evidence.buyer.birth_date, date(case.submitted)).years";
        evidence.put("buyer", Map.of("birth_date", LocalDate.of(2008, 1, 2)));
        assertThat(ask(age)).isEqualTo(new BigDecimal("18"));
        evidence.put("buyer", Map.of("birth_date", LocalDate.of(2008, 1, 3)));
        assertThat(ask(age)).isEqualTo(new BigDecimal("17"));
    }

    @Test
    void recordsAreCountedByTheirItems() {
        records.put("homes", List.of(Map.of("status", "current"), Map.of("status", "cancelled")));
        assertThat(ask("count(records.homes[status = \"current\"])")).isEqualTo(BigDecimal.ONE);
        assertThat(ask("some home in records.homes satisfies home.status = \"cancelled\""))
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evidence.nothing",
                "evidence.nothing.status",
                "count(records.nothing)",
                "count(records.nothing[status = \"current\"])",
                "not(evidence.nothing.sealed)",
                "evidence.nothing.area > 3",
                "evidence.nothing.area + 1",
                "\"a\" + evidence.nothing.status",
                "evidence.nothing.sealed and true"
            })
    void whatRestsOnNothingIsNothing(String expression) {
        assertThat(ask(expression)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${1+1}", "\") or true", "1+1", "now()", "\" + field.secret + \"", "}${field.secret}"})
    void whatSomebodyTypedIsNeverParsed(String typed) {
        field.put("name", typed);
        field.put("secret", "secret");
        assertThat(ask("field.name")).isEqualTo(typed);
        assertThat(ask("field.name = \"x\"")).isEqualTo(false);
        assertThat(ask("\"Dear \" + field.name")).isEqualTo("Dear " + typed);
        records.put("homes", List.of(Map.of("status", typed)));
        assertThat(ask("count(records.homes[status = \"current\"])")).isEqualTo(BigDecimal.ZERO);
        assertThat(Text.of("Dear ${field.name}!").fill(place -> String.valueOf(ask(place.text()))))
                .isEqualTo("Dear " + typed + "!");
    }

    @Test
    void itReachesNothingOfThePlatform() {
        String external = "function(a) external {java: {class: \"java.lang.System\", method signature: \"exit(int)\"}}";
        assertThat(Expression.of(external).fault()).asString().contains("External functions are disabled");
        assertThatThrownBy(() -> ask(external)).isInstanceOf(IllegalStateException.class);
        evidence.put("title", Map.of("address", "here"));
        assertThat(ask("evidence.title.address.class")).isNull();
        assertThat(ask("evidence.title.getClass")).isNull();
    }

    @Test
    void itHasALongestLength() {
        assertThat(Expression.of("1" + "+1".repeat(400)).fault()).isNull();
        assertThat(Expression.of("1" + "+1".repeat(500)).fault()).asString().contains("longer than 1000 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evidence.title.address | evidence.title.address",
                "(evidence.title).address | evidence.title.address",
                "evidence . title . address | evidence.title.address",
                "count(records.homes[status = \"current\" and usage = field.usage]) | records.homes,field.usage",
                "count(records.homes[item.status = \"current\"]) | records.homes",
                "sum(for home in records.homes return home.area) | records.homes",
                "some home in records.homes satisfies home.area > evidence.title.area | records.homes,evidence.title.area",
                "for evidence in records.homes return evidence.title | records.homes",
                "if field.a = 1 then evidence.x.y else records.z[1].y | field.a,evidence.x.y,records.z",
                "\"evidence.title.address\" | ''",
                "{a: evidence.x.y, b: a + 1}.b | evidence.x.y",
                "number(string: field.a, grouping separator: null, decimal separator: null) | field.a"
            })
    void itsNamesAreFoundInItsSyntaxTree(String expression, String names) {
        assertThat(Expression.of(expression).fault()).isNull();
        assertThat(String.join(",", Expression.of(expression).names())).isEqualTo(names);
    }

    @Test
    void itNeedsTheMaterialsWhoseRecordsItNames() {
        Expression both = Expression.of("count(records.buyer_homes[area > evidence.title.area])");
        assertThat(both.needs("buyer-homes")).isTrue();
        assertThat(both.needsRecords("buyer-homes")).isTrue();
        assertThat(both.needs("title")).isTrue();
        assertThat(both.needsRecords("title")).isFalse();
        assertThat(both.needs("buyer")).isFalse();
        assertThat(Expression.of("\"records.title\"").needs("title")).isFalse();
    }
}
