package org.yici.cli.linkage;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.yici.kernel.identifier.CitizenId;

/**
 * A person who does not exist: the division codes begin with 99 and the telephone numbers with 100, and neither of these is in
 * use. The same for the same seed and number.
 */
record InventedPerson(
        String surname, String given, boolean male, LocalDate birth, String id, String phone, Home home, Home before) {
    private static final String SURNAMES =
            "李王张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
    static final String GIVEN =
            "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鑫鹏宇浩然子轩梓涵欣怡雨泽佳琪诗语思源博文俊凯晨曦志国建海峰云飞雪梅兰春燕淑珍慧莉琳晓东健康宁安乐天成龙凤翔彬斌辉光荣福贵祥瑞庆宏达通顺利民生力恒毅坚信仁义礼智忠孝廉洁清正雅婷婉蓉莹莲菊香月星辰亮朗";
    private static final List<String> CITIES = List.of("宁远", "江州", "云岭", "海平", "河源口", "临泽", "安丰", "白水");
    private static final List<String> DISTRICTS =
            List.of("和平区", "铁西区", "西湖区", "高新区", "开发区", "青山区", "新华区", "港口区", "南关区", "沿河区", "东城区", "古城区");
    private static final List<String> ROADS = List.of(
            "人民", "解放", "建设", "中山", "和平", "新华", "友谊", "胜利", "青年", "光明", "幸福", "朝阳", "长江", "黄河", "迎宾", "滨河", "科技", "工业",
            "振兴", "学府", "花园", "环城", "育才", "文化");
    private static final List<String> KINDS = List.of("路", "街", "大道");
    private static final List<String> ESTATES =
            List.of("", "", "阳光花园", "翠湖苑", "锦绣家园", "万和苑", "世纪城", "绿地小区", "桃源居", "金色港湾", "书香名邸", "东方明珠");
    private static final int DIVISIONS = 64;
    private static final long OLDEST = LocalDate.of(1940, 1, 1).toEpochDay();
    private static final long YOUNGEST = LocalDate.of(2012, 1, 1).toEpochDay();

    /** Where somebody lives. */
    record Home(
            String city, String district, String road, int number, String estate, int building, int unit, int room) {}

    /** The person of this number. Some share a household, some a birthday and a household as well (twins), with the one before. */
    static InventedPerson of(long seed, int number) {
        SplittableRandom random = random(seed, number, 0);
        boolean twin = number % 120 == 1;
        boolean household = twin || number % 25 == 1;
        InventedPerson relative = household ? of(seed, number - 1) : null;
        String surname = relative == null ? surname(random) : relative.surname;
        LocalDate birth =
                relative != null && twin ? relative.birth : LocalDate.ofEpochDay(random.nextLong(OLDEST, YOUNGEST));
        boolean male = random.nextBoolean();
        String given = given(random) + (random.nextInt(5) == 0 ? "" : given(random));
        int sequence = random.nextInt(499) * 2 + (male ? 1 : 0);
        int area = random.nextInt(DIVISIONS);
        String id17 = "99%02d%02d%04d%02d%02d%03d"
                .formatted(
                        area / 8 + 1,
                        area % 8 + 1,
                        birth.getYear(),
                        birth.getMonthValue(),
                        birth.getDayOfMonth(),
                        sequence);
        String phone = "100%08d".formatted(random.nextInt(100_000_000));
        Home home = relative == null ? home(random) : relative.home;
        return new InventedPerson(surname, given, male, birth, id17 + CitizenId.check(id17), phone, home, home(random));
    }

    /** Independent chance for each person and purpose. */
    static SplittableRandom random(long seed, int number, int purpose) {
        return new SplittableRandom(
                seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L + purpose * 0x94D049BB133111EBL);
    }

    private static String surname(SplittableRandom random) {
        // Few names for many people, as in life: the chance falls with the rank.
        double rank = Math.pow(random.nextDouble(), 2.2) * SURNAMES.length();
        return String.valueOf(SURNAMES.charAt((int) rank));
    }

    private static String given(SplittableRandom random) {
        return String.valueOf(GIVEN.charAt(random.nextInt(GIVEN.length())));
    }

    private static Home home(SplittableRandom random) {
        return new Home(
                pick(CITIES, random),
                pick(DISTRICTS, random),
                pick(ROADS, random) + pick(KINDS, random),
                1 + random.nextInt(400),
                pick(ESTATES, random),
                1 + random.nextInt(30),
                1 + random.nextInt(4),
                (1 + random.nextInt(25)) * 100 + 1 + random.nextInt(4));
    }

    static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    String name() {
        return surname + given;
    }
}
