package org.yici.cli.linkage;

import static org.yici.cli.linkage.InventedPerson.pick;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.yici.cli.linkage.InventedPerson.Home;
import org.yici.kernel.linking.normalise.Han;

/** Writes a person down as a department's clerk does: in this department's habit, and at times wrongly. */
final class Clerk {
    private static final List<String> DEPARTMENTS =
            List.of("公安", "民政", "人社", "医保", "教育", "税务", "市监", "交通", "住建", "卫健", "司法", "不动产");
    private static final String SIMPLIFIED =
            "张刘陈杨黄赵吴孙马郑谢许韩冯邓肖董蒋蔡叶苏吕卢姜钟谭陆汪范贾韦邹龙贺顾龚邵万钱严伟丽静强军艳涛华红鹏泽诗语凯兰莉晓东健宁乐凤辉荣贵庆宏达顺义礼忠洁雅莹莲云飞国建珍亮刚娟";
    private static final String TRADITIONAL =
            "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭董蔣蔡葉蘇呂盧薑鐘譚陸汪範賈韋鄒龍賀顧龔邵萬錢嚴偉麗靜強軍艷濤華紅鵬澤詩語凱蘭莉曉東健寧樂鳳輝榮貴慶宏達順義禮忠潔雅瑩蓮雲飛國建珍亮剛娟";
    private static final String DIGITS = "零一二三四五六七八九";

    private final InventedPerson person;
    private final SplittableRandom random;

    Clerk(InventedPerson person, SplittableRandom random) {
        this.person = person;
        this.random = random;
    }

    /** Values in the order of {@link LinkageRecords#COLUMNS} without the id. */
    String[] write() {
        String[] row = {
            pick(DEPARTMENTS, random),
            LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4_000)).toString(),
            name(),
            id(),
            chance(100) ? "" : sex(),
            chance(170) ? "" : birth(),
            chance(300) ? "" : phone(),
            chance(200) ? "" : address()
        };
        int swap = random.nextInt(1000);
        if (swap < 12) {
            exchange(row, 2, 3);
        } else if (swap < 20) {
            exchange(row, 3, 6);
        } else if (swap < 24) {
            exchange(row, 2, 7);
        }
        return row;
    }

    private boolean chance(int perMille) {
        return random.nextInt(1000) < perMille;
    }

    private static void exchange(String[] row, int a, int b) {
        String value = row[a];
        row[a] = row[b];
        row[b] = value;
    }

    private String name() {
        String name = person.name();
        int draw = random.nextInt(1000);
        if (draw < 80) {
            return transliterated();
        }
        if (draw < 115) {
            return traditional(name);
        }
        if (draw < 145) {
            return homophone(name);
        }
        if (draw < 155 && name.length() == 3) {
            return name.substring(0, 2);
        }
        if (draw < 165 && name.length() == 3) {
            return "" + name.charAt(0) + name.charAt(2) + name.charAt(1);
        }
        if (draw < 170) {
            return name.charAt(0) + "某某";
        }
        if (draw < 190) {
            return name.charAt(0) + " " + name.substring(1);
        }
        return draw < 200 ? name + " " : name;
    }

    private String transliterated() {
        String surname = capital(Han.syllable(person.surname().charAt(0), true));
        StringBuilder given = new StringBuilder();
        for (char c : person.given().toCharArray()) {
            given.append(given.length() > 0 && random.nextInt(4) == 0 ? "-" : "")
                    .append(Han.syllable(c, false));
        }
        String first = capital(given.toString());
        return switch (random.nextInt(5)) {
            case 0 -> first + " " + surname;
            case 1 -> (surname + " " + first).toUpperCase(Locale.ROOT);
            case 2 -> surname + ", " + first;
            case 3 -> wadeGiles(surname) + " " + wadeGiles(first);
            default -> surname + " " + first.replace("-", "");
        };
    }

    private static String wadeGiles(String pinyin) {
        String lower = pinyin.toLowerCase(Locale.ROOT);
        return capital(lower.replaceAll("^zh|^q|^j", "ch")
                .replaceAll("^x", "hs")
                .replaceAll("^z", "ts")
                .replaceAll("^b", "p")
                .replaceAll("^d", "t"));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String traditional(String name) {
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            int at = SIMPLIFIED.indexOf(c);
            text.append(at < 0 ? c : TRADITIONAL.charAt(at));
        }
        return text.toString();
    }

    /** Another character of the same syllable, or of any if there is none. */
    private String homophone(String name) {
        int at = 1 + random.nextInt(name.length() - 1);
        char now = name.charAt(at);
        char other = InventedPerson.GIVEN.charAt(random.nextInt(InventedPerson.GIVEN.length()));
        for (char c : InventedPerson.GIVEN.toCharArray()) {
            if (c != now && Han.syllable(c, false).equals(Han.syllable(now, false))) {
                other = c;
            }
        }
        return name.substring(0, at) + other + name.substring(at + 1);
    }

    private String id() {
        String id = person.id();
        int draw = random.nextInt(1000);
        if (draw < 180) {
            return "";
        }
        if (draw < 240 && person.birth().getYear() < 2000) {
            return id.substring(0, 6) + id.substring(8, 17);
        }
        if (draw < 255) {
            return id.substring(0, 6) + "********" + id.substring(14);
        }
        return draw < 285 ? mistyped(id) : draw < 287 ? id.toLowerCase(Locale.ROOT) : id;
    }

    /** One digit another, left out or twice, or two exchanged. */
    private String mistyped(String digits) {
        int at = 6 + random.nextInt(digits.length() - 7);
        return switch (random.nextInt(6)) {
            case 0 -> digits.substring(0, at) + digits.substring(at + 1);
            case 1 -> digits.substring(0, at) + digits.charAt(at) + digits.substring(at);
            case 2, 3 ->
                digits.substring(0, at - 1) + digits.charAt(at) + digits.charAt(at - 1) + digits.substring(at + 1);
            default -> digits.substring(0, at) + random.nextInt(10) + digits.substring(at + 1);
        };
    }

    private String sex() {
        boolean male = person.male() != chance(8);
        return switch (random.nextInt(8)) {
            case 0 -> male ? "1" : "2";
            case 1 -> male ? "M" : "F";
            default -> male ? "男" : "女";
        };
    }

    private String birth() {
        LocalDate day = person.birth();
        int draw = random.nextInt(1000);
        if (draw < 10) {
            day = day.plusYears(random.nextBoolean() ? 10 : 1);
        } else if (draw < 20) {
            day = day.plusDays(1 + random.nextInt(9));
        } else if (draw < 30 && day.getDayOfMonth() <= 12) {
            day = LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue());
        }
        return switch (random.nextInt(10)) {
            case 0 -> "%d年%02d月%02d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            case 1 -> day.toString().replace('-', '/');
            case 2 -> day.toString().replace("-", "");
            case 3 -> day.toString().substring(0, 7);
            default -> day.toString();
        };
    }

    private String phone() {
        String phone = chance(120) ? "100%08d".formatted(random.nextInt(100_000_000)) : person.phone();
        if (chance(20)) {
            phone = mistyped(phone);
        }
        return switch (random.nextInt(20)) {
            case 0 -> "+86" + phone;
            case 1 -> "+86 " + phone;
            case 2 -> "86-" + phone;
            default -> phone;
        };
    }

    private String address() {
        Home home = chance(120) ? person.before() : person.home();
        String city = chance(60) ? "" : home.city() + (chance(100) ? "" : "市");
        String number = home.number() + "号";
        String house = random.nextBoolean()
                ? home.building() + "-" + home.unit() + "-" + home.room()
                : home.building() + (random.nextBoolean() ? "栋" : "号楼") + home.unit() + "单元" + home.room()
                        + (chance(500) ? "室" : "");
        String estate = chance(300) ? "" : home.estate();
        String text = city + home.district() + home.road() + number + estate + (chance(80) ? "" : house);
        int draw = random.nextInt(1000);
        if (draw < 60) {
            return written(text);
        }
        if (draw < 120) {
            return fullWidth(text);
        }
        return draw < 150 ? text.substring(0, text.length() - 1 - random.nextInt(8)) : text;
    }

    private static String written(String text) {
        StringBuilder written = new StringBuilder();
        text.chars().forEach(c -> written.append(c >= '0' && c <= '9' ? DIGITS.charAt(c - '0') : (char) c));
        return written.toString();
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c >= '-' && c <= '9' ? c + 0xFEE0 : c)));
        return wide.toString();
    }
}
