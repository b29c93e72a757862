package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.linking.Decision;
import org.yici.kernel.linking.Frequencies;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.linking.PreparedRecord;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.Resource;

/** Records without a usable identifier find their subject, a steward's decision binds, and what changes is looked at again. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkingTest {
    private static final int PEOPLE = 6_000;
    private Province province;
    private Resource people;
    private Resource members;

    @BeforeAll
    void begin() throws Exception {
        province = Province.found();
        province.department("police");
        people = People.resource(1, "people", true);
        members = People.resource(2, "members", false);
        province.at("police", People.ddl("people"), People.ddl("members"));
        List<String> rows = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            rows.add(People.person(n).values(n, People.person(n).id()));
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
        People.Person person = People.person(7);
        insert(91_007, person, People.mistyped(person.id()));

        province.awaitRows(linked(91_007), People.subject(person));
        province.awaitRows(
                "select _subject_id_no, id_no from registry.members where _key = '91007'",
                People.subject(person) + "|null");
        assertThat(province.query("select 1 from collection.quarantine where source_key = '91007'"))
                .as("what can be linked is no case for quarantine")
                .isEmpty();
        assertThat(province.query("select state, second_key from linking.review where first_key = '91007'"))
                .as("the evidence is kept")
                .containsExactly("linked|7");
        assertThat(province.query("select kind, new_subject, records, cause, weight > 5, model from linking.change"
                        + " where records @> array['" + members.code() + "#91007']"))
                .containsExactly("ARRIVAL|" + People.subject(person) + "|{" + members.code() + "#91007}|"
                        + members.code() + "#91007|t|zh_person");
    }

    @Test
    void aStrangerIsASubjectOfItsOwn() {
        People.Person stranger = new People.Person("", "欧阳震华", "1931-02-03", "四川省广安市邻水县柑子镇无名路999号");
        insert(91_900, stranger, null);

        String own = own(91_900);
        province.awaitRows(linked(91_900), own);
        province.awaitRows("select _subject_id_no from registry.members where _key = '91900'", own);
    }

    @Test
    void anIdentifierOfAClearlyDifferentPersonStopsBindingAndIsAskedAbout() {
        People.Person person = People.person(13);
        People.Person wrong = new People.Person("", "公孙兰亭", "1931-12-03", "四川省广安市邻水县柑子镇无名路998号");
        insert(91_013, wrong, person.id());

        province.awaitRows(
                "select state, second_key from linking.review where first_key = '91013' and state <> 'settled'",
                "open|13");
        province.awaitRows("select subject, linked from linking.record where key = '91013'", "null|" + own(91_013));
        province.awaitRows(
                "select _subject_id_no, id_no from registry.members where _key = '91013'",
                own(91_013) + "|" + person.id());
        assertThat(province.query("select subject from linking.record where key = '13'"))
                .as("the base registry's own record is not cut off by another's mistake")
                .containsExactly(People.subject(person));

        province.at(
                "police",
                "update members set name = '" + person.name() + "', birth_date = '" + person.birth()
                        + "' where id = 91013");
        province.awaitRows(
                "select subject, linked from linking.record where key = '91013'", People.subject(person) + "|null");
        province.awaitRows("select _subject_id_no from registry.members where _key = '91013'", People.subject(person));
    }

    @Test
    void anIdentifierThatNoBaseRegistryHasBindsNoneOfTwoDifferentPeople() {
        People.Person one = People.person(PEOPLE + 40);
        insert(91_041, one, one.id());
        province.awaitRows("select subject from linking.record where key = '91041'", People.subject(one));

        insert(91_042, new People.Person("", "司徒美兰", "1942-10-29", "四川省广安市武胜县沿口镇北街7号"), one.id());

        for (int key : new int[] {91_041, 91_042}) {
            province.awaitRows("select _subject_id_no from registry.members where _key = '" + key + "'", own(key));
        }
        province.awaitRows(
                "select count(*) > 0 from linking.review where state = 'open' and first_key in ('91041', '91042')",
                "t");

        province.at("police", "delete from members where id = 91042");
        province.awaitRows("select _subject_id_no from registry.members where _key = '91041'", People.subject(one));
    }

    @Test
    void anIdentifierOfAnUnknownDivisionIsStoredAndBindsNothingAlone() {
        String id17 = "99020119840605165";
        String unproven = id17 + CitizenId.check(id17);
        insert(91_051, new People.Person("", "端木青云", "1984-06-05", "四川省广安市岳池县九龙镇南街31号"), unproven);
        insert(91_052, new People.Person("", "赫连铁树", "1951-01-17", "四川省广安市华蓥市双河镇西街8号"), unproven);

        for (int key : new int[] {91_051, 91_052}) {
            province.awaitRows(
                    "select id_no, _subject_id_no from registry.members where _key = '" + key + "'",
                    unproven + "|" + own(key));
        }
    }

    @Test
    void aRecordThatCameBeforeItsSubjectIsLookedAtAgain() {
        People.Person late = People.person(PEOPLE + 20);
        insert(91_020, late, People.mistyped(late.id()));
        Province.await(
                () -> province.query(linked(91_020) + " and linked is not null").size(), 1);
        assertThat(province.query(linked(91_020))).isNotEqualTo(List.of(People.subject(late)));

        province.at("police", "insert into people values " + late.values(PEOPLE + 20, late.id()));

        province.awaitRows(linked(91_020), People.subject(late));
    }

    @Test
    void aCorrectedIdentifierEndsTheGuessing() {
        People.Person person = People.person(9);
        People.Person other = People.person(10);
        insert(91_009, person, People.mistyped(person.id()));
        province.awaitRows(linked(91_009), People.subject(person));

        province.at(
                "police",
                "update members set sfzh = '" + other.id() + "', name = '" + other.name() + "', birth_date = '"
                        + other.birth() + "' where id = 91009");

        province.awaitRows(
                "select subject, linked from linking.record where key = '91009'", People.subject(other) + "|null");
        province.awaitRows("select _subject_id_no from registry.members where _key = '91009'", People.subject(other));
        province.awaitRows("select count(*) from linking.waiting where key = '91009'", "0");
    }

    @Test
    void aClerksDecisionBindsAndCanBeTakenBack() {
        Doubtful doubtful = doubtful();
        People.Person person = doubtful.person();
        insert(91_030, doubtful.record(), null);
        String review = "select state, second_key from linking.review where first_key = '91030' and state <> 'settled'";
        province.awaitRows(review, "open|" + doubtful.key());
        province.awaitRows(linked(91_030), own(91_030));

        decide(91_030, "same");
        province.awaitRows(linked(91_030), People.subject(person));
        province.awaitRows("select _subject_id_no from registry.members where _key = '91030'", People.subject(person));

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
        People.Person person = People.person(50);
        insert(91_050, person, People.mistyped(person.id()));
        province.awaitRows(linked(91_050), People.subject(person));

        province.at("police", "delete from people where id = 50");

        province.awaitRows(linked(91_050), own(91_050));
    }

    @Test
    void aSubjectThatIsCorrectedIsComparedAnew() {
        People.Person person = People.person(60);
        insert(91_060, person, null);
        province.awaitRows(linked(91_060), People.subject(person));

        province.at(
                "police",
                "update people set name = '司马相如', birth_date = '1930-01-01', address = '别处路1号' where id = 60");

        province.awaitRows(linked(91_060), own(91_060));
    }

    @Test
    void aDeletedRecordIsForgotten() {
        People.Person person = People.person(40);
        insert(91_040, person, People.mistyped(person.id()));
        province.awaitRows(linked(91_040), People.subject(person));

        province.at("police", "delete from members where id = 91040");

        province.awaitRows(
                "select linked, cardinality(keys), fields from linking.record where key = '91040'", "null|0|null");
        province.awaitRows("select _deleted from registry.members where _key = '91040'", "t");
    }

    private record Doubtful(int key, People.Person person, People.Person record) {}

    /** A record of which the model itself says that it may be this person's. */
    private static Doubtful doubtful() {
        Linker linker = new Linker(ModelFiles.named("zh_person"));
        List<PreparedRecord> all = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            all.add(prepared(linker, People.person(n)));
        }
        // The platform takes a county's population for the least.
        Frequencies frequencies = Frequencies.of(linker, all, 100_000);
        for (int n = 100; n < 300; n++) {
            People.Person person = People.person(n);
            for (People.Person record : variants(person)) {
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

    private static List<People.Person> variants(People.Person person) {
        String name = person.name();
        List<People.Person> variants = new ArrayList<>();
        for (String written : List.of(name, name.substring(0, 2), name.charAt(0) + "某" + name.substring(2))) {
            for (String birth : List.of("", person.birth(), person.birth().substring(0, 8) + "28", "1931-03-03")) {
                for (String address : List.of("", person.address(), "四川省广安市广安区无名路999号")) {
                    variants.add(new People.Person("", written, birth, address));
                }
            }
        }
        return variants;
    }

    private static PreparedRecord prepared(Linker linker, People.Person person) {
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

    private void insert(int key, People.Person person, String id) {
        province.at("police", "insert into members values " + person.values(key, id));
    }

    private static String linked(int key) {
        return "select linked from linking.record where key = '" + key + "'";
    }

    /** The subject that a record is of when it is nobody else's. */
    private String own(int key) {
        return new SubjectIds(Province.KEY).ofRecord(members.code() + "#" + key).toString();
    }
}
