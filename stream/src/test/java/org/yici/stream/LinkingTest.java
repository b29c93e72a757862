package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.linking.Decision;
import org.yici.kernel.linking.Frequencies;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.linking.PreparedRecord;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;

/** Records without a usable identifier find their subject, a clerk's decision binds, and what changes is looked at again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkingTest {
    private static final int PEOPLE = 6_000;
    private static final String[] SURNAMES = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"};
    private static final String[] GIVEN = {
        "伟", "芳", "娜", "敏", "静", "秀英", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛"
    };
    private static final String[] ROADS = {"望江路", "人民路", "解放街", "滨河路", "建设路", "朝阳街", "文化路", "公园街"};

    private Province province;
    private Resource people;
    private Resource members;

    private record Person(String id, String name, String birth, String address) {
        String values(int key, String id) {
            return "(" + key + ", " + (id == null ? "null" : "'" + id + "'") + ", '" + name + "', nullif('" + birth
                    + "', ''), nullif('" + address + "', ''))";
        }
    }

    @BeforeAll
    void begin() throws Exception {
        province = Province.found();
        province.department("police");
        people = resource(1, "people", true);
        members = resource(2, "members", false);
        province.at("police", ddl("people"), ddl("members"));
        List<String> rows = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            rows.add(person(n).values(n, person(n).id()));
        }
        province.at("police", "insert into people values " + String.join(", ", rows));
        province.publish(people, 1);
        province.publish(members, 1);
        province.start();
        province.awaitRows("select count(*) from linking.record where subject is not null", String.valueOf(PEOPLE));
        province.awaitRows("select state from collection.source", "streaming");
    }

    @AfterAll
    void end() throws Exception {
        province.close();
    }

    @Test
    void aRecordWithAMistypedIdentifierFindsItsSubject() {
        Person person = person(7);
        insert(91_007, person, mistyped(person.id()));

        province.awaitRows(linked(91_007), subject(person));
        province.awaitRows(
                "select _subject_id_no, id_no from registry.members where _key = '91007'", subject(person) + "|null");
        assertThat(province.query("select 1 from collection.quarantine where source_key = '91007'"))
                .as("what can be linked is no case for quarantine")
                .isEmpty();
        assertThat(province.query("select state, second_key from linking.review where first_key = '91007'"))
                .as("the evidence is kept")
                .containsExactly("linked|7");
        assertThat(province.query("select kind, new_subject, records, cause, weight > 5, model from linking.change"
                        + " where records @> array['" + members.code() + "#91007']"))
                .containsExactly("ARRIVAL|" + subject(person) + "|{" + members.code() + "#91007}|" + members.code()
                        + "#91007|t|zh_person");
    }

    @Test
    void aStrangerIsASubjectOfItsOwn() {
        Person stranger = new Person("", "欧阳震华", "1931-02-03", "四川省广安市邻水县柑子镇无名路999号");
        insert(91_900, stranger, null);

        String own = own(91_900);
        province.awaitRows(linked(91_900), own);
        province.awaitRows("select _subject_id_no from registry.members where _key = '91900'", own);
    }

    @Test
    void aRecordThatCameBeforeItsSubjectIsLookedAtAgain() {
        Person late = person(PEOPLE + 20);
        insert(91_020, late, mistyped(late.id()));
        Province.await(
                () -> province.query(linked(91_020) + " and linked is not null").size(), 1);
        assertThat(province.query(linked(91_020))).isNotEqualTo(List.of(subject(late)));

        province.at("police", "insert into people values " + late.values(PEOPLE + 20, late.id()));

        province.awaitRows(linked(91_020), subject(late));
    }

    @Test
    void aCorrectedIdentifierEndsTheGuessing() {
        Person person = person(9);
        Person other = person(10);
        insert(91_009, person, mistyped(person.id()));
        province.awaitRows(linked(91_009), subject(person));

        province.at("police", "update members set sfzh = '" + other.id() + "' where id = 91009");

        province.awaitRows("select subject, linked from linking.record where key = '91009'", subject(other) + "|null");
        province.awaitRows("select _subject_id_no from registry.members where _key = '91009'", subject(other));
        province.awaitRows("select count(*) from linking.waiting where key = '91009'", "0");
    }

    @Test
    void aClerksDecisionBindsAndCanBeTakenBack() {
        Doubtful doubtful = doubtful();
        Person person = doubtful.person();
        insert(91_030, doubtful.record(), null);
        String review = "select state, second_key from linking.review where first_key = '91030' and state <> 'settled'";
        province.awaitRows(review, "open|" + doubtful.key());
        province.awaitRows(linked(91_030), own(91_030));

        decide(91_030, "same");
        province.awaitRows(linked(91_030), subject(person));
        province.awaitRows("select _subject_id_no from registry.members where _key = '91030'", subject(person));

        decide(91_030, "different");
        province.awaitRows(linked(91_030), own(91_030));

        decide(91_030, "open");
        province.awaitRows(review, "open|" + doubtful.key());
        province.awaitRows(linked(91_030), own(91_030));
        assertThat(province.query("select kind from linking.change where records @> array['" + members.code()
                        + "#91030'] order by id"))
                .as("every change is on record")
                .containsExactly("ARRIVAL", "MERGE", "SPLIT");
    }

    @Test
    void aRecordLosesASubjectThatIsNoMore() {
        Person person = person(50);
        insert(91_050, person, mistyped(person.id()));
        province.awaitRows(linked(91_050), subject(person));

        province.at("police", "delete from people where id = 50");

        province.awaitRows(linked(91_050), own(91_050));
    }

    @Test
    void aSubjectThatIsCorrectedIsComparedAnew() {
        Person person = person(60);
        insert(91_060, person, null);
        province.awaitRows(linked(91_060), subject(person));

        province.at(
                "police",
                "update people set name = '司马相如', birth_date = '1930-01-01', address = '别处路1号' where id = 60");

        province.awaitRows(linked(91_060), own(91_060));
    }

    @Test
    void aDeletedRecordIsForgotten() {
        Person person = person(40);
        insert(91_040, person, mistyped(person.id()));
        province.awaitRows(linked(91_040), subject(person));

        province.at("police", "delete from members where id = 91040");

        province.awaitRows(
                "select linked, cardinality(keys), fields from linking.record where key = '91040'", "null|0|null");
        province.awaitRows("select _deleted from registry.members where _key = '91040'", "t");
    }

    private record Doubtful(int key, Person person, Person record) {}

    /** A record of which the model itself says that it may be this person's. */
    private static Doubtful doubtful() {
        Linker linker = new Linker(ModelFiles.named("zh_person"));
        List<PreparedRecord> all = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            all.add(prepared(linker, person(n)));
        }
        // The platform takes a county's population for the least.
        Frequencies frequencies = Frequencies.of(linker, all, 100_000);
        for (int n = 100; n < 300; n++) {
            Person person = person(n);
            for (Person record : variants(person)) {
                PreparedRecord mine = prepared(linker, record);
                long near = all.stream()
                        .filter(other -> linker.score(mine, other, frequencies).decision() != Decision.APART)
                        .count();
                PreparedRecord theirs = all.get(n);
                boolean met = linker.blockingKeys(mine).stream().anyMatch(linker.blockingKeys(theirs)::contains);
                double weight = linker.score(mine, theirs, frequencies).weight();
                var thresholds = linker.model().thresholds();
                if (near == 1 && met && weight > thresholds.review() + 0.5 && weight < thresholds.link() - 0.5) {
                    return new Doubtful(n, person, record);
                }
            }
        }
        throw new AssertionError("The model is never in doubt");
    }

    private static List<Person> variants(Person person) {
        String name = person.name();
        List<Person> variants = new ArrayList<>();
        for (String written : List.of(name, name.substring(0, 2), name.charAt(0) + "某" + name.substring(2))) {
            for (String birth : List.of("", person.birth(), person.birth().substring(0, 8) + "28", "1931-03-03")) {
                for (String address : List.of("", person.address(), "四川省广安市广安区无名路999号")) {
                    variants.add(new Person("", written, birth, address));
                }
            }
        }
        return variants;
    }

    private static PreparedRecord prepared(Linker linker, Person person) {
        return linker.prepare(
                person.id(),
                Map.of(
                        "id_no", person.id(),
                        "name", person.name(),
                        "birth", person.birth(),
                        "address", person.address()));
    }

    private void decide(int key, String state) {
        province.platform("update linking.review set state = '" + state + "', decided_at = now() where first_key = '"
                + key + "';"
                + " insert into linking.pending (resource, key) values ('" + members.code() + "', '" + key + "')"
                + " on conflict (resource, key) do update set id = excluded.id, failure = null");
    }

    private void insert(int key, Person person, String id) {
        province.at("police", "insert into members values " + person.values(key, id));
    }

    private static String linked(int key) {
        return "select linked from linking.record where key = '" + key + "'";
    }

    /** The subject that a record is of when it is nobody else's. */
    private String own(int key) {
        return new SubjectIds(Province.KEY).ofRecord(members.code() + "#" + key).toString();
    }

    private static String subject(Person person) {
        return new SubjectIds(Province.KEY).of(ItemType.CITIZEN_ID, person.id()).toString();
    }

    private static String mistyped(String id) {
        char now = id.charAt(15);
        return id.substring(0, 15) + (now == '9' ? '8' : (char) (now + 1)) + id.substring(16);
    }

    private static Person person(int n) {
        Random random = new Random(77_000 + n);
        String birth = String.format(
                "19%02d-%02d-%02d", 50 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28));
        String id17 = "511602" + birth.replace("-", "") + String.format("%03d", random.nextInt(1_000));
        String name = SURNAMES[random.nextInt(SURNAMES.length)]
                + GIVEN[random.nextInt(GIVEN.length)]
                + GIVEN[random.nextInt(GIVEN.length)];
        String address = "四川省广安市广安区" + ROADS[random.nextInt(ROADS.length)] + (1 + random.nextInt(300)) + "号"
                + (1 + random.nextInt(20)) + "栋" + (1 + random.nextInt(4)) + "单元" + (101 + random.nextInt(900)) + "室";
        return new Person(id17 + CitizenId.check(id17), name.substring(0, Math.min(3, name.length())), birth, address);
    }

    private static Resource resource(int number, String table, boolean reference) {
        Map<String, ItemType> items = new LinkedHashMap<>();
        items.put("id_no", ItemType.CITIZEN_ID);
        items.put("name", ItemType.NAME);
        items.put("birth_date", ItemType.DATE);
        items.put("address", ItemType.ADDRESS);
        Resource plain = Province.resource(number, "police", table, items, Map.of());
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

    private static String ddl(String table) {
        return "create table " + table
                + " (id bigint primary key, sfzh text, name text, birth_date text, address text)";
    }
}
