package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.yici.kernel.identifier.CitizenId;

/** A few hundred records of invented persons in the layout of zh_person, dirty but solvable, with the truth. */
record InventedRecords(List<PreparedRecord> entries, List<String> subjects) {
    private static final String SURNAMES = "李王张刘陈杨黄赵周吴徐孙马朱胡郭";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鑫鹏宇";

    static InventedRecords of(Linker linker, int persons, long seed) {
        Random random = new Random(seed);
        List<PreparedRecord> entries = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        for (int person = 0; person < persons; person++) {
            Map<String, String> truth = person(random);
            for (int n = 1 + random.nextInt(5); n > 0; n--) {
                entries.add(linker.prepare(
                        "R%05d".formatted(random.nextInt(90_000) + entries.size() * 100_000), dirty(truth, random)));
                subjects.add("P" + person);
            }
        }
        return new InventedRecords(entries, subjects);
    }

    private static Map<String, String> person(Random random) {
        int year = 1940 + random.nextInt(70);
        int month = 1 + random.nextInt(12);
        int day = 1 + random.nextInt(28);
        String id17 =
                "9901%02d%04d%02d%02d%03d".formatted(1 + random.nextInt(9), year, month, day, random.nextInt(999));
        Map<String, String> person = new HashMap<>();
        person.put(
                "name",
                "" + SURNAMES.charAt(random.nextInt(SURNAMES.length())) + GIVEN.charAt(random.nextInt(GIVEN.length()))
                        + GIVEN.charAt(random.nextInt(GIVEN.length())));
        person.put("id_no", id17 + CitizenId.check(id17));
        person.put("sex", (id17.charAt(16) - '0') % 2 == 1 ? "男" : "女");
        person.put("birth", "%04d-%02d-%02d".formatted(year, month, day));
        person.put("phone", "100%08d".formatted(random.nextInt(100_000_000)));
        person.put(
                "address",
                "宁远市和平区人民路%d号%d-%d-%d"
                        .formatted(
                                1 + random.nextInt(400),
                                1 + random.nextInt(30),
                                1 + random.nextInt(4),
                                101 + random.nextInt(2000)));
        return person;
    }

    private static Map<String, String> dirty(Map<String, String> truth, Random random) {
        Map<String, String> dirty = new HashMap<>(truth);
        for (String column : List.of("id_no", "birth", "phone", "address")) {
            int draw = random.nextInt(20);
            String value = dirty.getOrDefault(column, "");
            if (draw < 4) {
                dirty.put(column, "");
            } else if (draw == 4) {
                int at = 8 + random.nextInt(2);
                dirty.put(column, value.substring(0, at) + random.nextInt(10) + value.substring(at + 1));
            }
        }
        if (random.nextInt(20) == 0) {
            String name = dirty.getOrDefault("name", "");
            dirty.put("name", name.charAt(0) + "" + name.charAt(2) + name.charAt(1));
        }
        return dirty;
    }
}
