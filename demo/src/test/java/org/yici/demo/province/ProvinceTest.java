package org.yici.demo.province;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yici.demo.province.Population.Company;
import org.yici.demo.province.Population.Insurance;
import org.yici.demo.province.Population.Marriage;
import org.yici.demo.province.Population.Person;
import org.yici.demo.province.Population.Title;
import org.yici.demo.province.Population.Usage;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;

class ProvinceTest {
    private final Province province = Province.of(500);

    @Test
    void aLargeProvinceIsReadyAndSaysHowFarItIs() {
        int[] reports = {0};
        Province large = Province.of(120_000, Province.DEFAULT_SEED, (done, total) -> {
            assertThat(done).isBetween(0L, total);
            reports[0]++;
        });

        assertThat(large.population().people).hasSize(120_000);
        assertThat(large.population().people.stream()
                        .collect(Collectors.groupingBy(Population.Person::birth, Collectors.counting()))
                        .values())
                .as("people who share one day of birth")
                .allMatch(count -> count < 60);
        assertThat(reports[0]).isGreaterThan(10_000);
    }

    @Test
    void whereAllNumbersOfADayAreGivenTheGeneratorSaysSo() {
        Numbers numbers = new Numbers();
        Dice dice = new Dice(1, "numbers");
        LocalDate day = LocalDate.of(2000, 1, 1);
        Set<String> given = new HashSet<>();
        for (int i = 0; i < 499; i++) {
            given.add(numbers.citizenId(dice, Divisions.HOME_DISTRICT, day, true));
        }

        assertThat(given).hasSize(499);
        assertThatThrownBy(() -> numbers.citizenId(dice, Divisions.HOME_DISTRICT, day, true))
                .hasMessageContaining("2000-01-01");
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertThat(bytes(Province.of(500))).isEqualTo(bytes(province));
    }

    @Test
    void theBytesAreThoseOfEveryOtherMachine() {
        assertThat(bytes(province)).isEqualTo("c7f78d95c7e2d7c31ce2b39b1e1c741a3c9642fbf4361843f9d05e3b98d49587");
    }

    @Test
    void anotherSeedGivesOtherPeople() {
        assertThat(bytes(Province.of(500, 52))).isNotEqualTo(bytes(province));
        assertThat(Province.of(500, 52).demoPeople()).isNotEqualTo(province.demoPeople());
    }

    @Test
    void exactlyAsManyPeopleLiveInItAsWereAskedFor() {
        for (int people : new int[] {100, 101, 499, 500}) {
            assertThat(Province.of(people).population().people).hasSize(people);
        }
        assertThatThrownBy(() -> Province.of(99)).hasMessageContaining("at least 100");
    }

    @Test
    void everyTrueIdentifierIsRightAndNobodySharesOne() {
        Population population = province.population();
        assertThat(population.people).allSatisfy(person -> {
            CitizenId id = new CitizenId(person.id());
            assertThat(id.birthDate()).isEqualTo(person.birth());
            assertThat(id.gender()).isEqualTo(person.male() ? "1" : "2");
        });
        assertThat(population.people).extracting(Person::id).doesNotHaveDuplicates();
        assertThat(population.companies).allSatisfy(company -> {
            String organisation = new CreditCode(company.code()).organisationCode();
            assertThat(organisation.charAt(8)).isEqualTo(CreditCode.organisationCheck(organisation));
        });
        assertThat(population.companies).extracting(Company::code).doesNotHaveDuplicates();
        assertThat(population.titles).extracting(Title::number).doesNotHaveDuplicates();
    }

    @Test
    void theDivisionsAreTheRealOnesOfSichuan() {
        List<String> codes = new Divisions().codes();
        assertThat(codes.stream().filter(code -> code.length() == 4)).hasSize(21);
        assertThat(codes.stream().filter(code -> code.length() == 6)).hasSize(183);
        assertThat(codes.stream().filter(code -> code.length() == 9)).hasSize(3111);
        assertThat(new Divisions().name("511602001")).isEqualTo("浓洄街道");
        assertThat(province.population().people)
                .allSatisfy(person -> assertThat(codes).contains(person.home().township()));
    }

    @Test
    void aUnitHasOneCurrentTitle() {
        Set<String> units = new HashSet<>();
        assertThat(province.population().titles.stream().filter(Title::current))
                .allSatisfy(title -> assertThat(units.add(title.unit())).isTrue());
    }

    @Test
    void theDemoPeopleAreTheSameInEverySizeOfProvince() {
        assertThat(Province.of(2_000).demoPeople()).isEqualTo(province.demoPeople());
    }

    @Test
    void theSellerOwnsOneHomeThatNothingBurdensAndIsMarried() {
        DemoPeople people = province.demoPeople();
        List<Title> titles = owned(people.seller());
        assertThat(titles).singleElement().satisfies(title -> {
            assertThat(title.number()).isEqualTo(people.sellerTitle());
            assertThat(title.current()).isTrue();
            assertThat(title.usage()).isEqualTo(Usage.RESIDENTIAL);
            assertThat(title.mortgaged() || title.sealed()).isFalse();
            assertThat(title.acquired()).isBefore(Population.TODAY.minusYears(5));
        });
        assertThat(marriages(people.seller())).singleElement().satisfies(marriage -> {
            assertThat(marriage.divorced()).isFalse();
            assertThat(marriage.wife().id()).isEqualTo(people.sellerSpouse().citizenId());
        });
        assertThat(owned(people.sellerSpouse())).isEmpty();
    }

    @Test
    void theBuyerHasPaidInTwoYearsAndNobodyOfTheHouseholdOwnsAHome() {
        DemoPeople people = province.demoPeople();
        assertThat(province.population().insurances.stream()
                        .filter(insurance ->
                                insurance.person().id().equals(people.buyer().citizenId())))
                .singleElement()
                .satisfies(insurance -> {
                    assertThat(insurance.months()).isGreaterThanOrEqualTo(24);
                    assertThat(insurance.active()).isTrue();
                });
        assertThat(owned(people.buyer())).isEmpty();
        assertThat(owned(people.buyerSpouse())).isEmpty();
    }

    @Test
    void theFounderRepresentsOneActiveCompanyThatHasNoPermitYet() {
        DemoPeople people = province.demoPeople();
        assertThat(province.population().companies.stream()
                        .filter(company -> company.representative()
                                .id()
                                .equals(people.founder().citizenId())))
                .singleElement()
                .satisfies(company -> {
                    assertThat(company.code()).isEqualTo(people.founderCompany());
                    assertThat(company.state()).isEqualTo('1');
                    assertThat(company.representative().age()).isGreaterThanOrEqualTo(18);
                });
        assertThat(province.population().permits)
                .noneMatch(permit -> permit.company().code().equals(people.founderCompany()));
    }

    @Test
    void theDemoPeopleAreWrittenDownWithoutAMistake() {
        DemoPeople people = province.demoPeople();
        Set<String> ids = Set.of(
                people.seller().citizenId(),
                people.buyer().citizenId(),
                people.founder().citizenId(),
                people.sellerSpouse().citizenId());
        Set<String> seen = new HashSet<>();
        LegacyTable persons = LegacyDepartment.ALL.getFirst().tables().getFirst();
        province.emit(persons, values -> {
            if (ids.contains(values[2])) {
                assertThat(seen.add((String) values[2])).isTrue();
                assertThat(values[6]).isNotNull();
            }
        });
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void everybodyIsEmployedByACompanyOfTheProvince() {
        assertThat(province.population().insurances.stream()
                        .map(Insurance::employer)
                        .filter(e -> e != null))
                .isNotEmpty()
                .allSatisfy(
                        employer -> assertThat(province.population().companies).contains(employer));
    }

    private List<Title> owned(DemoPeople.DemoPerson person) {
        return province.population().titles.stream()
                .filter(title -> title.owner().id().equals(person.citizenId()))
                .toList();
    }

    private List<Marriage> marriages(DemoPeople.DemoPerson person) {
        return province.population().marriages.stream()
                .filter(marriage -> marriage.husband().id().equals(person.citizenId())
                        || marriage.wife().id().equals(person.citizenId()))
                .toList();
    }

    private static String bytes(Province province) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (LegacyDepartment department : LegacyDepartment.ALL) {
                for (LegacyTable table : department.tables()) {
                    province.emit(
                            table,
                            values -> digest.update(Arrays.toString(values).getBytes(StandardCharsets.UTF_8)));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
