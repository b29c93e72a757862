package org.yici.demo.province;

import java.util.List;
import org.yici.demo.province.Population.Household;
import org.yici.demo.province.Population.Insurance;
import org.yici.demo.province.Population.Marriage;
import org.yici.demo.province.Population.Member;
import org.yici.demo.province.Population.Person;
import org.yici.demo.province.Quirks.Habit;

/** Tables about people: public security's, civil affairs', human resources'. */
final class PeopleTables {
    /** How long the marriages lasted that were divorced before another one. */
    private static final int MARRIED_DAYS = 300;

    private PeopleTables() {}

    static List<LegacyTable> publicSecurity() {
        return List.of(
                new LegacyTable(
                        "person",
                        "t_rkxx",
                        List.of("bh", "xm", "sfzh", "xb", "csrq", "mz", "xzqh", "zz", "lxdh", "zt", "djsj"),
                        List.of(),
                        PeopleTables::people),
                new LegacyTable(
                        "household",
                        "t_hkb",
                        List.of("hh", "xh", "sfzh", "xm", "yhzgx", "zz", "xzqh", "djrq"),
                        List.of(),
                        PeopleTables::households));
    }

    static List<LegacyTable> civilAffairs() {
        return List.of(new LegacyTable(
                "marriage",
                "\"MARRIAGE_REGISTER\"",
                List.of(
                        "\"REG_ID\"",
                        "\"CERT_NO\"",
                        "\"HUSBAND_ID_NO\"",
                        "\"HUSBAND_NAME\"",
                        "\"WIFE_ID_NO\"",
                        "\"WIFE_NAME\"",
                        "\"REG_DATE\"",
                        "\"STATUS\"",
                        "\"DIVORCE_DATE\""),
                List.of(),
                PeopleTables::marriages));
    }

    static List<LegacyTable> humanResources() {
        return List.of(new LegacyTable(
                "social_insurance",
                "ac02",
                List.of("aac001", "aac002", "aac003", "aab003", "aae201", "aae003", "aac031"),
                List.of(),
                PeopleTables::insurances));
    }

    private static void people(Population population, Quirks quirks, LegacyTable.Sink sink) {
        int extra = 0;
        for (Person person : population.people) {
            person(person, "R%09d".formatted(person.number()), quirks.name(person), quirks, sink);
            // The same person entered twice, under another number and mostly another spelling.
            if (!person.demo() && quirks.perMille(6)) {
                extra++;
                person(person, "L%09d".formatted(extra), quirks.otherName(person), quirks, sink);
            }
        }
    }

    private static void person(Person person, String number, String name, Quirks quirks, LegacyTable.Sink sink) {
        sink.row(
                number,
                name,
                quirks.id(person),
                quirks.gender(person),
                quirks.date(person.birth(), Habit.DIGITS),
                ethnicity(person, quirks),
                quirks.division(person.home(), person.demo()),
                quirks.address(person.home(), person.demo()),
                "100%08d".formatted(person.number() * 7919L % 100_000_000),
                person.status(),
                person.birth().plusDays(30).atTime(9, 30));
    }

    private static String ethnicity(Person person, Quirks quirks) {
        String word = switch (person.ethnicity()) {
            case "01" -> "汉";
            case "02" -> "蒙古";
            case "03" -> "回";
            case "04" -> "藏";
            case "05" -> "维吾尔";
            case "06" -> "苗";
            case "07" -> "彝";
            default -> "土家";
        };
        return quirks.perMille(600) ? word + "族" : quirks.perMille(500) ? word : person.ethnicity();
    }

    private static void households(Population population, Quirks quirks, LegacyTable.Sink sink) {
        for (Household household : population.households) {
            String address = quirks.address(household.home(), household.demo());
            int line = 0;
            for (Member member : household.members()) {
                Person person = member.person();
                // Copied from paper that had no number yet, by somebody who could not read the name.
                boolean copied = !household.demo() && quirks.perMille(4);
                sink.row(
                        household.number(),
                        ++line,
                        copied ? null : quirks.id(person),
                        copied ? quirks.misread(person) : quirks.name(person),
                        relation(member, quirks),
                        address,
                        quirks.division(household.home(), household.demo()),
                        quirks.date(household.registered(), Habit.DASHES));
            }
        }
    }

    /** GB/T 4761 codes from newer entries, words from older ones. */
    private static String relation(Member member, Quirks quirks) {
        boolean code = quirks.perMille(300);
        boolean male = member.person().male();
        return switch (member.relation()) {
            case HEAD -> code ? "02" : "户主";
            case SPOUSE -> code ? "10" : male ? "夫" : "妻";
            case CHILD -> code ? male ? "20" : "30" : male ? "子" : "女";
            case PARENT -> code ? "50" : male ? "父亲" : "母亲";
            case OTHER -> code ? "97" : "其他";
        };
    }

    private static void marriages(Population population, Quirks quirks, LegacyTable.Sink sink) {
        int number = 0;
        for (Marriage marriage : population.marriages) {
            boolean husbandDoubtful = quirks.perMille(500) && !marriage.demo();
            sink.row(
                    ++number,
                    marriage.certificate(),
                    husbandDoubtful ? quirks.id(marriage.husband()) : quirks.rightId(marriage.husband()),
                    quirks.name(marriage.husband()),
                    husbandDoubtful ? quirks.rightId(marriage.wife()) : quirks.id(marriage.wife()),
                    quirks.name(marriage.wife()),
                    quirks.date(marriage.registered(), Habit.SLASHES),
                    marriage.divorced() ? "D" : "M",
                    marriage.divorced()
                            ? marriage.registered().plusDays(MARRIED_DAYS).toString()
                            : null);
        }
    }

    private static void insurances(Population population, Quirks quirks, LegacyTable.Sink sink) {
        for (Insurance insurance : population.insurances) {
            sink.row(
                    insurance.number(),
                    quirks.id(insurance.person()),
                    quirks.name(insurance.person()),
                    insurance.employer() == null ? null : insurance.employer().code(),
                    insurance.months(),
                    quirks.date(insurance.paid(), Habit.SLASHES),
                    insurance.active() ? "1" : "2");
        }
    }
}
