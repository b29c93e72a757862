package org.yici.demo.province;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yici.kernel.cleaning.Cleaning;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.resource.Resource;

/** The departments' rows go through the cleaning that their catalogue entries describe. */
class CleaningTest {
    private final Province province = Province.of(3_000);
    private final Map<String, Resource> resources = Declarations.resources();

    @Test
    void everyRowIsCleanedButTheForetoldOnesWhichFailByTheForetoldRule() {
        for (LegacyDepartment department : LegacyDepartment.ALL) {
            for (LegacyTable table : department.tables()) {
                Map<String, Integer> rejected = new HashMap<>();
                long[] cleaned = {0};
                long[] unusable = {0};
                clean(table, cleaning -> {
                    switch (cleaning) {
                        case Cleaning.Cleaned done when done.unusable() != null -> unusable[0]++;
                        case Cleaning.Cleaned done -> cleaned[0]++;
                        case Cleaning.Rejected failed -> rejected.merge(failed.rule(), 1, Integer::sum);
                    }
                });
                Expectations.Figures figures = province.expectations().of(table.registry());
                String kind =
                        table.registry().equals("company") || table.registry().equals("transport_permit")
                                ? "credit-code."
                                : "citizen-id.";
                assertThat(cleaned[0]).isEqualTo(figures.right());
                var linking = resources.get(table.registry()).linking();
                if (linking != null && !linking.reference()) {
                    assertThat(rejected).as("linked without an identifier").isEmpty();
                    assertThat(unusable[0]).isEqualTo(figures.wrong());
                    continue;
                }
                assertThat(rejected)
                        .as(table.registry())
                        .isEqualTo(figures.wrongByFault().entrySet().stream()
                                .collect(Collectors.toMap(
                                        fault -> kind + fault.getKey().code(), Map.Entry::getValue)));
            }
        }
    }

    @Test
    void peopleComeOutAsTheyTrulyAre() {
        Map<String, Population.Person> truth =
                province.population().people.stream().collect(Collectors.toMap(Population.Person::id, p -> p));
        LegacyTable table = LegacyDepartment.ALL.getFirst().tables().getFirst();
        Resource resource = resources.get("person");
        Set<String> seen = new HashSet<>();
        clean(table, cleaning -> {
            if (cleaning instanceof Cleaning.Cleaned(List<@Nullable String> values, var unusable)) {
                Population.Person person = truth.get(value(resource, values, "id_no"));
                assertThat(person).isNotNull();
                seen.add(person.id());
                assertThat(value(resource, values, "birth_date"))
                        .isEqualTo(person.birth().toString());
                assertThat(value(resource, values, "gender")).isEqualTo(person.male() ? "1" : "2");
                assertThat(value(resource, values, "ethnicity")).isEqualTo(person.ethnicity());
                assertThat(value(resource, values, "name"))
                        .isIn(
                                person.name().simplified(),
                                person.name().traditional(),
                                person.name().pinyin(true),
                                person.name().pinyin(false));
                String division = value(resource, values, "division");
                assertThat(division == null || person.home().township().startsWith(division))
                        .isTrue();
            }
        });
        assertThat((double) seen.size()).isGreaterThan(0.98 * truth.size());
    }

    private void clean(LegacyTable table, Consumer<Cleaning> to) {
        List<String> columns =
                table.columns().stream().map(column -> column.replace("\"", "")).toList();
        CleaningPlan.RowCleaner cleaner =
                CleaningPlan.compile(resources.get(table.registry()), 1).forColumns(columns);
        province.emit(table, values -> {
            @Nullable String[] row = new String[values.length];
            for (int i = 0; i < row.length; i++) {
                Object value = values[i];
                row[i] = value instanceof LocalDateTime time
                        ? time.toString().replace('T', ' ')
                        : Objects.toString(value, null);
            }
            to.accept(cleaner.clean(row));
        });
    }

    private static @Nullable String value(Resource resource, List<@Nullable String> values, String item) {
        return values.get(resource.items().indexOf(resource.item(item).orElseThrow()));
    }
}
