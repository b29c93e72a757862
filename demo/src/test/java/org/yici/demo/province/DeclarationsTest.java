package org.yici.demo.province;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yici.app.exchange.Grant;
import org.yici.app.identity.Department;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Resource;

/** The declarations agree with each other and with the tables that they describe. */
class DeclarationsTest {
    private final Map<String, Resource> resources = Declarations.resources();
    private final Department[] departments = Declarations.read("/province/departments.yaml", Department[].class);
    private final Grant[] grants = Declarations.read("/province/grants.yaml", Grant[].class);

    @Test
    void thereIsAResourceForEveryLegacyTable() {
        List<String> tables = new ArrayList<>();
        for (LegacyDepartment department : LegacyDepartment.ALL) {
            for (LegacyTable table : department.tables()) {
                Resource resource = resources.get(table.registry());
                assertThat(resource).as(table.registry()).isNotNull();
                assertThat(resource.provider()).isEqualTo(department.code());
                assertThat(resource.source().source()).isEqualTo(department.code());
                assertThat(resource.source().table()).isEqualTo(plain(table.name()));
                tables.add(table.registry());
            }
        }
        assertThat(resources).hasSize(9).containsOnlyKeys(tables);
    }

    @Test
    void everyItemComesFromAColumnThatTheTableHas() {
        for (LegacyDepartment department : LegacyDepartment.ALL) {
            for (LegacyTable table : department.tables()) {
                Set<String> columns = new HashSet<>();
                table.columns().forEach(column -> columns.add(plain(column)));
                Resource resource = resources.get(table.registry());
                for (Item item : resource.items()) {
                    assertThat(item.from())
                            .as(item.code())
                            .allMatch(from -> columns.contains(from)
                                    || department.tablesSql().contains("\n  " + from + " "));
                }
                assertThat(resource.source().key())
                        .allMatch(key ->
                                columns.contains(key) || !table.writeBack().isEmpty() && key.equals("id"));
            }
        }
    }

    /** A record that names several is no licence to show each of them to whoever asks about another. */
    @Test
    void aRecordOfACompanyOrACoupleSaysOfEachItemWhomItIsAbout() {
        for (String table : List.of("company", "marriage")) {
            Resource resource = resources.get(table);
            Set<String> named = new HashSet<>();
            resource.items().stream().filter(Item::subject).map(Item::name).forEach(named::add);
            assertThat(named).as(table).hasSize(2);
            for (Item item : resource.items()) {
                if (item.type() == ItemType.NAME) {
                    assertThat(item.about()).as(item.code()).isIn(named);
                }
            }
        }
        assertThat(resources.get("company").items())
                .filteredOn(item -> item.name().equals("legal_rep_name"))
                .extracting(Item::about)
                .containsExactly("legal_rep_id");
    }

    @Test
    void itemCodesAscendWithoutAGap() {
        for (Resource resource : resources.values()) {
            for (int i = 0; i < resource.items().size(); i++) {
                assertThat(resource.items().get(i).code()).isEqualTo(resource.code() + "%04d".formatted(i + 1));
            }
        }
    }

    @Test
    void aCodeOfTheDataIsInTheItemsList() {
        Province province = Province.of(2_000);
        for (LegacyDepartment department : LegacyDepartment.ALL) {
            for (LegacyTable table : department.tables()) {
                Map<Integer, Item> coded = new HashMap<>();
                for (Item item : resources.get(table.registry()).items()) {
                    int column = table.columns().stream()
                            .map(DeclarationsTest::plain)
                            .toList()
                            .indexOf(item.from().getFirst());
                    if (item.type() == ItemType.CODE && column >= 0) {
                        coded.put(column, item);
                    }
                }
                assertThat(coded).as(table.name()).isNotEmpty();
                province.emit(
                        table,
                        values -> coded.forEach((column, item) -> {
                            String value = String.valueOf(values[column]);
                            assertThat(item.codes().containsKey(value)
                                            || item.codes().containsValue(value))
                                    .as(item.code() + " " + value)
                                    .isTrue();
                        }));
            }
        }
    }

    @Test
    void departmentsHaveRightCreditCodes() {
        assertThat(departments).hasSize(10).allSatisfy(department -> {
            String organisation = new CreditCode(department.creditCode()).organisationCode();
            assertThat(organisation.charAt(8)).isEqualTo(CreditCode.organisationCheck(organisation));
        });
    }

    @Test
    void grantsNameItemsThatTheirResourceHasAndDepartmentsThatExist() {
        Set<String> ids = new HashSet<>();
        Set<String> triples = new HashSet<>();
        List<String> codes = Arrays.stream(departments).map(Department::code).toList();
        for (Grant grant : grants) {
            assertThat(ids.add(grant.id())).as(grant.id()).isTrue();
            assertThat(triples.add(grant.consumer() + grant.resource() + grant.purpose()))
                    .as(grant.id())
                    .isTrue();
            assertThat(codes).contains(grant.consumer());
            Resource resource = resources.values().stream()
                    .filter(candidate -> candidate.code().equals(grant.resource()))
                    .findFirst()
                    .orElseThrow();
            assertThat(grant.items())
                    .isNotEmpty()
                    .allMatch(item -> resource.item(item).isPresent());
            assertThat(grant.from()).isBefore(grant.to());
        }
    }

    @Test
    void oneGrantHasRunOutAndTheOthersHold() {
        Instant now = Instant.parse("2026-07-01T00:00:00Z");
        assertThat(grants).filteredOn(grant -> grant.to().isBefore(now)).hasSize(1);
        assertThat(grants)
                .filteredOn(grant -> grant.purpose().equals("house-sale"))
                .allMatch(Grant::consentNeeded);
        assertThat(grants)
                .filteredOn(grant -> grant.purpose().equals("transport-permit"))
                .isNotEmpty()
                .noneMatch(Grant::consentNeeded);
    }

    private static String plain(String name) {
        return name.replace("\"", "");
    }
}
