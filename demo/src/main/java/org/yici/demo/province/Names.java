package org.yici.demo.province;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws names from tables of our own making. */
final class Names {
    private final List<Part> surnames = new ArrayList<>();
    private final List<Part> male = new ArrayList<>();
    private final List<Part> female = new ArrayList<>();

    Names() {
        for (String[] row : Resources.rows("names/surnames.csv")) {
            Part surname = new Part(row[0], row[1], row[2]);
            for (int i = 0; i < Integer.parseInt(row[3]); i++) {
                surnames.add(surname);
            }
        }
        for (String[] row : Resources.rows("names/given.csv")) {
            (row[3].equals("m") ? male : female).add(new Part(row[0], row[1], row[2]));
        }
    }

    Part surname(Dice dice) {
        return dice.pick(surnames);
    }

    Name name(Dice dice, Part surname, boolean isMale) {
        List<Part> characters = isMale ? male : female;
        Part first = dice.pick(characters);
        return new Name(surname, dice.perMille(220) ? first : first.and(dice.pick(characters)));
    }

    /** A part of a name in the three ways in which departments write it. */
    record Part(String simplified, String traditional, String pinyin) {
        Part and(Part next) {
            return new Part(
                    simplified + next.simplified,
                    traditional + next.traditional,
                    pinyin + next.pinyin.toLowerCase(Locale.ROOT));
        }
    }

    /** A person's name. */
    record Name(Part surname, Part given) {
        String simplified() {
            return surname.simplified() + given.simplified();
        }

        String traditional() {
            return surname.traditional() + given.traditional();
        }

        /** Surname first as in a passport, or last as in a Western form. */
        String pinyin(boolean surnameFirst) {
            return surnameFirst
                    ? surname.pinyin().toUpperCase(Locale.ROOT) + " " + given.pinyin()
                    : given.pinyin() + " " + surname.pinyin();
        }
    }
}
