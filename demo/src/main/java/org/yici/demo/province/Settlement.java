package org.yici.demo.province;

import static org.yici.demo.province.Population.TODAY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.yici.demo.province.Names.Part;
import org.yici.demo.province.Population.Household;
import org.yici.demo.province.Population.Marriage;
import org.yici.demo.province.Population.Member;
import org.yici.demo.province.Population.Person;
import org.yici.demo.province.Population.Relation;

/** Lets families settle: people, households and marriages. */
final class Settlement {
    private final Population population;
    private final Dice dice;
    private final Names names = new Names();
    private final Divisions divisions;
    private final Numbers numbers;

    Settlement(Population population, Dice dice, Divisions divisions, Numbers numbers) {
        this.population = population;
        this.dice = dice;
        this.divisions = divisions;
        this.numbers = numbers;
    }

    /**
     * A family of the home district that stands in front of the public: husband's and wife's birth dates, then
     * children's.
     */
    Household demoFamily(LocalDate husband, LocalDate wife, LocalDate wedding, LocalDate... children) {
        Place home = Place.in(divisions, dice, Divisions.HOME_DISTRICT, true);
        Part surname = names.surname(dice);
        List<Member> members = new ArrayList<>();
        Person man = person(surname, true, husband, home, true);
        Person woman = person(otherThan(surname), false, wife, home, true);
        members.add(new Member(man, Relation.HEAD));
        members.add(new Member(woman, Relation.SPOUSE));
        for (LocalDate child : children) {
            members.add(new Member(person(surname, dice.perMille(500), child, home, true), Relation.CHILD));
        }
        marry(man, woman, wedding, false);
        return household(home, wedding, members);
    }

    Household demoSingle(LocalDate birth) {
        Place home = Place.in(divisions, dice, Divisions.HOME_DISTRICT, true);
        Person person = person(names.surname(dice), dice.perMille(500), birth, home, true);
        return household(home, birth.plusYears(20), List.of(new Member(person, Relation.HEAD)));
    }

    /** One family by chance, of at most {@code room} people. */
    void family(int room) {
        Place home = Place.in(divisions, dice, divisions.county(dice), false);
        Part surname = names.surname(dice);
        LocalDate birth = dice.date(TODAY.minusYears(82), TODAY.minusYears(20));
        boolean couple = room >= 2 && dice.perMille(780);
        boolean man = couple || dice.perMille(520);
        List<Member> members = new ArrayList<>();
        Person head = person(surname, man, birth, home, false);
        members.add(new Member(head, Relation.HEAD));
        LocalDate settled = birth.plusYears(dice.between(20, 30)).plusDays(dice.below(365));
        if (settled.isAfter(TODAY)) {
            settled = TODAY.minusDays(dice.between(30, 900));
        }
        if (couple) {
            LocalDate youngest = TODAY.minusYears(20).minusDays(10);
            LocalDate wifeBirth = birth.plusDays(dice.between(-1500, 2500));
            if (wifeBirth.isAfter(youngest)) {
                // Not on the very day: all wives of young men would be born on it.
                wifeBirth = dice.date(youngest.minusYears(4), youngest);
            }
            Person wife = person(otherThan(surname), false, wifeBirth, home, false);
            members.add(new Member(wife, Relation.SPOUSE));
            settled = later(settled, wifeBirth.plusYears(20).plusDays(5));
            marry(head, wife, settled, false);
            if (dice.perMille(40)) {
                earlierMarriage(head, settled);
            }
        }
        int children = couple ? new int[] {0, 1, 1, 1, 1, 2, 2, 3}[dice.below(8)] : dice.perMille(150) ? 1 : 0;
        LocalDate born = settled;
        for (int i = 0; i < children && members.size() < room; i++) {
            born = born.plusDays(dice.between(300, 1500));
            if (born.isAfter(TODAY) || born.isAfter(birth.plusYears(48))) {
                break;
            }
            members.add(new Member(person(surname, dice.perMille(512), born, home, false), Relation.CHILD));
        }
        if (couple && members.size() < room && birth.isAfter(TODAY.minusYears(60)) && dice.perMille(160)) {
            LocalDate parentBirth = birth.minusYears(dice.between(21, 32));
            members.add(new Member(person(surname, dice.perMille(400), parentBirth, home, false), Relation.PARENT));
        }
        if (members.size() < room && dice.perMille(20)) {
            LocalDate lodger = dice.date(TODAY.minusYears(60), TODAY.minusYears(18));
            members.add(
                    new Member(person(names.surname(dice), dice.perMille(500), lodger, home, false), Relation.OTHER));
        }
        household(home, settled, members);
    }

    private Household household(Place home, LocalDate registered, List<Member> members) {
        String number = "HB%08d".formatted(population.households.size() + 1);
        Household household = new Household(number, home, registered, List.copyOf(members));
        population.households.add(household);
        return household;
    }

    private Person person(Part surname, boolean male, LocalDate birth, Place home, boolean demo) {
        String division = demo || dice.perMille(780) ? home.countyCode() : divisions.county(dice);
        int age = birth.until(TODAY).getYears();
        char status = demo ? '0' : age > 75 && dice.perMille(150) ? '2' : dice.perMille(8) ? '1' : '0';
        Person person = new Person(
                population.people.size() + 1,
                numbers.citizenId(dice, division, birth, male),
                names.name(dice, surname, male),
                male,
                birth,
                demo || dice.perMille(955) ? "01" : dice.pick(List.of("02", "03", "04", "05", "06", "07", "15")),
                home,
                status,
                demo);
        population.people.add(person);
        return person;
    }

    private void marry(Person husband, Person wife, LocalDate day, boolean divorced) {
        String certificate =
                "J%s-%d-%06d".formatted(husband.home().countyCode(), day.getYear(), population.marriages.size() + 1);
        population.marriages.add(new Marriage(certificate, husband, wife, day, divorced));
    }

    /** A divorce long past, from a woman already settled here. */
    private void earlierMarriage(Person husband, LocalDate before) {
        LocalDate day = before.minusDays(dice.between(400, 1500));
        Person former = dice.pick(population.people);
        if (!former.male()
                && !former.demo()
                && !former.birth().plusYears(20).isAfter(day)
                && !husband.birth().plusYears(18).isAfter(day)) {
            marry(husband, former, day, true);
        }
    }

    private Part otherThan(Part surname) {
        Part other = names.surname(dice);
        return other.equals(surname) ? names.surname(dice) : other;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
