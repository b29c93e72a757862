package org.yici.demo.province;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.demo.province.Names.Name;
import org.yici.demo.province.Population.Person;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.identifier.IdentifierFault;

/**
 * How a department's clerks write things down in one table, and a count of what they got wrong beyond repair.
 * Everything but the wrong identifiers can be put right by cleaning.
 */
final class Quirks {
    /** Share of the identifiers of a table that are wrong, in thousandths. */
    static final int WRONG = 10;

    private static final String MISREAD = "明民敏华花英颖军君红宏林琳建健";

    private static final DateTimeFormatter DASHES = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter SLASHES = DateTimeFormatter.ofPattern("uuuu/MM/dd");
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("uuuu年M月d日");

    private final Dice dice;
    private final Map<IdentifierFault, Integer> wrong = new EnumMap<>(IdentifierFault.class);

    Quirks(long seed, String table) {
        dice = new Dice(seed, table);
    }

    boolean perMille(int share) {
        return dice.perMille(share);
    }

    Map<IdentifierFault, Integer> wrong() {
        return wrong;
    }

    /**
     * The ID as this table has it: one in a hundred is wrong. At most one call a row, so that wrong values count rows.
     */
    String id(Person person) {
        return person.demo() || !dice.perMille(WRONG) ? rightId(person) : wrongId(person.id());
    }

    /** The ID in some form that cleaning brings back: 15 digits, full-width, with blanks, with a small x. */
    String rightId(Person person) {
        String id = person.id();
        if (person.demo()) {
            return id;
        }
        if (person.birth().getYear() < 1985 && dice.perMille(50)) {
            return id.substring(0, 6) + id.substring(8, 17);
        }
        int draw = dice.below(1000);
        if (draw < 15) {
            return fullWidth(id);
        }
        if (draw < 30) {
            return id + "  ";
        }
        if (draw < 40) {
            return " " + id;
        }
        if (draw < 50) {
            return id.substring(0, 6) + " " + id.substring(6, 14) + " " + id.substring(14);
        }
        return id.endsWith("X") && dice.perMille(400) ? id.substring(0, 17) + "x" : id;
    }

    /** A company's code: one in a hundred has a wrong character. */
    String creditCode(String code) {
        if (!dice.perMille(WRONG)) {
            return dice.perMille(20) ? code.toLowerCase(Locale.ROOT) : dice.perMille(15) ? code + " " : code;
        }
        String broken = dice.perMille(800) ? swapped(code, 8 + dice.below(8)) : code.substring(0, 17);
        return count(broken, CreditCode.fault(broken).orElseThrow());
    }

    String name(Person person) {
        Name name = person.name();
        int draw = person.demo() ? 999 : dice.below(1000);
        if (draw < 30) {
            return name.traditional();
        }
        if (draw < 42) {
            return name.pinyin(draw < 36);
        }
        if (draw < 70) {
            return name.simplified() + "  ";
        }
        if (draw < 80) {
            return name.surname().simplified() + "　" + name.given().simplified();
        }
        return name.simplified();
    }

    /** A name as a foreign form or an older register has it. */
    String otherName(Person person) {
        return dice.perMille(500) ? person.name().traditional() : person.name().pinyin(dice.perMille(500));
    }

    /** The name with its last character taken for another. */
    String misread(Person person) {
        String name = person.name().simplified();
        int last = name.length() - 1;
        int draw = dice.below(MISREAD.length());
        char other = MISREAD.charAt(MISREAD.charAt(draw) == name.charAt(last) ? (draw + 1) % MISREAD.length() : draw);
        return name.substring(0, last) + other;
    }

    String gender(Person person) {
        int draw = dice.below(1000);
        return draw < 850
                ? person.male() ? "1" : "2"
                : draw < 985 ? person.male() ? "男" : "女" : person.male() ? "M" : "F";
    }

    /** A division code of six, nine or twelve digits, or none. */
    @Nullable
    String division(Place place, boolean demo) {
        int draw = demo ? 999 : dice.below(1000);
        if (draw < 40) {
            return null;
        }
        if (draw < 55) {
            return "";
        }
        if (draw < 155) {
            return place.township() + "000";
        }
        return draw < 500 ? place.countyCode() : place.township();
    }

    String address(Place place, boolean demo) {
        int draw = demo ? 0 : dice.below(1000);
        if (draw < 520) {
            return place.full();
        }
        if (draw < 700) {
            return place.city() + place.county() + place.townshipName() + place.house(false);
        }
        if (draw < 840) {
            return place.county() + place.townshipName() + place.house(true);
        }
        if (draw < 900) {
            return place.townshipName() + place.house(true);
        }
        return draw < 950 ? fullWidth(place.full()) : place.full() + " ";
    }

    /** Mostly the department's habit, at times another clerk's. */
    String date(LocalDate date, Habit habit) {
        int draw = dice.below(1000);
        Habit used = draw < 900 ? habit : draw < 950 ? Habit.DASHES : Habit.WORDS;
        return switch (used) {
            case DASHES -> DASHES.format(date);
            case SLASHES -> SLASHES.format(date);
            case DIGITS -> DIGITS.format(date);
            case WORDS -> WORDS.format(date);
        };
    }

    enum Habit {
        DASHES,
        SLASHES,
        DIGITS,
        WORDS
    }

    /**
     * Two digits exchanged or one mistyped (mostly), one left out, a month that does not exist, a letter among the
     * digits.
     */
    private String wrongId(String id) {
        int draw = dice.below(100);
        String broken = draw < 80
                ? swapped(id, 14 + dice.below(3))
                : draw < 88
                        ? id.substring(0, 9) + id.substring(10)
                        : draw < 95
                                ? id.substring(0, 10) + "13" + id.substring(12)
                                : id.substring(0, 6) + "O" + id.substring(7);
        return count(broken, CitizenId.fault(broken).orElseThrow());
    }

    private String count(String broken, IdentifierFault fault) {
        wrong.merge(fault, 1, Integer::sum);
        return broken;
    }

    /** Another digit at a place; a single wrong character never passes the check. */
    private static String swapped(String code, int at) {
        char now = code.charAt(at);
        char other = now == '7' ? '1' : '7';
        return code.substring(0, at) + other + code.substring(at + 1);
    }

    static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            wide.append(c > ' ' && c <= '~' ? (char) (c + 0xFEE0) : c);
        }
        return wide.toString();
    }
}
