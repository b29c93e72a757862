package org.yici.demo.province;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.identifier.IdentifierFault;

/** Counts the wrong identifiers anew, from the written rows, by the kernel's own rules. */
class ExpectationsTest {
    private static final Set<String> CITIZEN_IDS = Set.of(
            "sfzh",
            "\"HUSBAND_ID_NO\"",
            "\"WIFE_ID_NO\"",
            "cmr_zjh",
            "msr_zjh",
            "qlr_zjh",
            "nsr_sbh",
            "aac002",
            "cerno");
    private static final Set<String> CREDIT_CODES = Set.of("uniscid", "tyshxydm", "aab003");

    private final Province province = Province.of(3_000);

    @Test
    void theWrongIdentifiersAreExactlyThoseThatAreForetold() {
        for (LegacyDepartment department : LegacyDepartment.ALL) {
            for (LegacyTable table : department.tables()) {
                long[] rows = {0};
                Map<IdentifierFault, Integer> found = new EnumMap<>(IdentifierFault.class);
                province.emit(table, values -> {
                    rows[0]++;
                    faultOf(table, values).ifPresent(fault -> found.merge(fault, 1, Integer::sum));
                });
                Expectations.Figures figures = province.expectations().of(table.registry());
                assertThat(figures.rows()).as(table.registry()).isEqualTo(rows[0]);
                assertThat(figures.wrongByFault()).as(table.registry()).isEqualTo(found);
            }
        }
    }

    @Test
    void aboutOneInAHundredIsWrong() {
        Expectations expectations = province.expectations();
        assertThat(expectations.wrong() / (double) expectations.rows()).isCloseTo(0.01, within(0.004));
        assertThat(expectations.of("person").wrong()).isPositive();
        assertThat(expectations.of("person").right() + expectations.of("person").wrong())
                .isEqualTo(expectations.of("person").rows());
    }

    @Test
    void thePersonsTableHasTheHabitsOfARealOne() {
        LegacyTable persons = LegacyDepartment.ALL.getFirst().tables().getFirst();
        Set<String> ids = new HashSet<>();
        Set<String> habits = new HashSet<>();
        province.emit(persons, values -> {
            String id = (String) values[2];
            if (!ids.add(plain(id))) {
                habits.add("entered twice");
            }
            habits.add(id.matches("\\d{15}") ? "15 digits" : "");
            habits.add(id.matches("[０-９]+[０-９Ｘ]") ? "full-width" : "");
            habits.add(id.matches("\\d+x") ? "small x" : "");
            habits.add(id.matches("\\d+[\\dX] +") ? "trailing blanks" : "");
            habits.add(values[1].toString().matches("[A-Za-z ]+") ? "transliterated" : "");
            habits.add(values[4].toString().replaceAll("\\d+", "9"));
            habits.add(
                    values[6] == null
                            ? "no division"
                            : "division of " + values[6].toString().length());
            assertThat(values[8].toString()).startsWith("100").hasSize(11);
        });
        assertThat(habits)
                .contains("entered twice", "15 digits", "full-width", "small x", "trailing blanks", "transliterated")
                .contains("9", "9-9-9", "9年9月9日")
                .contains("no division", "division of 0", "division of 6", "division of 9", "division of 12");
    }

    private static Optional<IdentifierFault> faultOf(LegacyTable table, @Nullable Object[] values) {
        Optional<IdentifierFault> first = Optional.empty();
        for (int i = 0; i < values.length; i++) {
            Optional<IdentifierFault> fault = Optional.empty();
            if (values[i] != null && CITIZEN_IDS.contains(table.columns().get(i))) {
                fault = CitizenId.fault(plain(values[i].toString()));
            } else if (values[i] != null
                    && CREDIT_CODES.contains(table.columns().get(i))) {
                fault = CreditCode.fault(plain(values[i].toString()));
            }
            assertThat(first.isPresent() && fault.isPresent())
                    .as("two faults in a row")
                    .isFalse();
            first = first.isPresent() ? first : fault;
        }
        return first;
    }

    private static String plain(String identifier) {
        return Normalizer.normalize(identifier, Normalizer.Form.NFKC)
                .replace(" ", "")
                .toUpperCase(Locale.ROOT);
    }
}
