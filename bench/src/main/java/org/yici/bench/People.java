package org.yici.bench;

import java.util.Random;
import org.yici.kernel.identifier.CitizenId;

/**
 * Person records as a department holds them, dirt included: a tenth of the IDs with 15 digits, some full-width or spaced, dates in
 * four forms, names with spaces, and {@link #BAD_PER_THOUSAND} with a wrong check digit.
 */
final class People {
    static final int BAD_PER_THOUSAND = 20;
    static final String TABLE = "t_rkxx";
    static final String DDL =
            "create table " + TABLE + " (rid bigint primary key, sfzh text, xm text, xb text, csrq text,"
                    + " mz text, xzqh text, hjdz text, rkzt text, bz text)";

    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英";
    private static final String[] DIVISIONS = {"511602", "511603", "511621", "511622", "511623", "511681", "510104"};

    private People() {}

    /** Whether the record of this number has a wrong check digit. */
    static boolean bad(long number) {
        return Math.floorMod(number * 7919, 1000) < BAD_PER_THOUSAND;
    }

    /** One line of COPY's text format; the same for the same number. */
    static String line(long number) {
        Random random = new Random(number);
        int year = 1940 + random.nextInt(60);
        int month = 1 + random.nextInt(12);
        int day = 1 + random.nextInt(28);
        String division = DIVISIONS[random.nextInt(DIVISIONS.length)];
        String id17 = division + String.format("%04d%02d%02d%03d", year, month, day, random.nextInt(1000));
        char check = CitizenId.check(id17);
        String id = id17 + (bad(number) ? check == '5' ? '6' : '5' : check);
        String gender = (id17.charAt(16) - '0') % 2 == 1 ? "男" : "女";
        return number + "\t" + soiled(id, bad(number), random) + "\t" + name(random) + "\t"
                + (random.nextInt(4) == 0 ? (gender.equals("男") ? "1" : "2") : gender) + "\t"
                + date(year, month, day, random) + "\t" + (random.nextInt(20) == 0 ? "\\N" : "汉") + "\t"
                + (random.nextInt(10) == 0 ? "\\N" : division) + "\t四川省广安市 广安区　中山路"
                + random.nextInt(999) + "号\t" + (random.nextInt(50) == 0 ? "2" : "1") + "\t\\N";
    }

    private static String soiled(String id, boolean bad, Random random) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> bad || !id.startsWith("19", 6) ? id : id.substring(0, 6) + id.substring(8, 17);
            case 2 -> fullWidth(id);
            case 3 -> id.substring(0, 6) + " " + id.substring(6, 14) + " " + id.substring(14);
            case 4 -> id.toLowerCase(java.util.Locale.ROOT);
            default -> id;
        };
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return wide.toString();
    }

    private static String name(Random random) {
        String surname = String.valueOf(SURNAMES.charAt(random.nextInt(SURNAMES.length())));
        String given = String.valueOf(GIVEN.charAt(random.nextInt(GIVEN.length())))
                + GIVEN.charAt(random.nextInt(GIVEN.length()));
        return random.nextInt(10) == 0 ? surname + "　" + given : surname + given;
    }

    private static String date(int year, int month, int day, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> String.format("%d/%d/%d", year, month, day);
            case 1 -> String.format("%04d%02d%02d", year, month, day);
            case 2 -> String.format("%d年%d月%d日", year, month, day);
            default -> String.format("%04d-%02d-%02d", year, month, day);
        };
    }
}
