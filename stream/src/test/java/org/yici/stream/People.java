package org.yici.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;

/** Invented people, each by a number, and the resources of which they are the records. */
public final class People {
    private static final String[] SURNAMES = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"};
    private static final String[] GIVEN = {
        "伟", "芳", "娜", "敏", "静", "秀英", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛"
    };
    private static final String[] ROADS = {"望江路", "人民路", "解放街", "滨河路", "建设路", "朝阳街", "文化路", "公园街"};

    private People() {}

    record Person(String id, String name, String birth, String address) {
        String values(int key, String id) {
            return "(" + key + ", " + (id == null ? "null" : "'" + id + "'") + ", '" + name + "', nullif('" + birth
                    + "', ''), nullif('" + address + "', ''))";
        }
    }

    static String subject(Person person) {
        return new SubjectIds(Province.KEY).of(ItemType.CITIZEN_ID, person.id()).toString();
    }

    static String mistyped(String id) {
        char now = id.charAt(15);
        return id.substring(0, 15) + (now == '9' ? '8' : (char) (now + 1)) + id.substring(16);
    }

    static Person person(int n) {
        Random random = new Random(77_000 + n);
        String birth = String.format(
                "19%02d-%02d-%02d", 50 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28));
        String id17 = "511602" + birth.replace("-", "") + String.format("%03d", 1 + random.nextInt(999));
        String name = SURNAMES[random.nextInt(SURNAMES.length)]
                + GIVEN[random.nextInt(GIVEN.length)]
                + GIVEN[random.nextInt(GIVEN.length)];
        String address = "四川省广安市广安区" + ROADS[random.nextInt(ROADS.length)] + (1 + random.nextInt(300)) + "号"
                + (1 + random.nextInt(20)) + "栋" + (1 + random.nextInt(4)) + "单元" + (101 + random.nextInt(900)) + "室";
        return new Person(id17 + CitizenId.check(id17), name.substring(0, Math.min(3, name.length())), birth, address);
    }

    public static Resource resource(int number, String table, boolean reference) {
        Map<String, ItemType> items = new LinkedHashMap<>();
        items.put("id_no", ItemType.CITIZEN_ID);
        items.put("name", ItemType.NAME);
        items.put("birth_date", ItemType.DATE);
        items.put("address", ItemType.ADDRESS);
        Resource plain = Resources.resource(number, "police", table, items, Map.of());
        return new Resource(
                plain.code(),
                plain.table(),
                plain.label(),
                plain.summary(),
                plain.provider(),
                plain.source(),
                plain.sharing(),
                plain.items(),
                new Linking(
                        "zh_person",
                        "id_no",
                        Map.of("id_no", "id_no", "name", "name", "birth", "birth_date", "address", "address"),
                        reference));
    }

    static String ddl(String table) {
        return "create table " + table
                + " (id bigint primary key, sfzh text, name text, birth_date text, address text)";
    }
}
