package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yici.kernel.linking.BatchLinkage;
import org.yici.kernel.linking.Constraints;
import org.yici.kernel.linking.Frequencies;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.linking.PreparedRecord;
import org.yici.kernel.linking.cluster.ClusterChange;
import org.yici.kernel.resource.Resource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two departments write at once and in any order, the job stops in the midst of it, records are corrected and deleted: in the end
 * everybody is with whom one batch over all records puts them, and the log of changes leads there and back.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkingConvergenceTest {
    private static final int PERSONS = 300;
    private static final int COPIES = 240;
    private static final int GONE = 15;
    private static final String UNLINKED =
            "select count(*) from linking.record where fields is not null and subject is null" + " and linked is null";

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
        province.publish(people, 1);
        province.publish(members, 1);
        province.start();
        province.awaitRows("select state from collection.source", "streaming");
    }

    @AfterAll
    void end() throws Exception {
        province.close();
    }

    @Test
    void whateverTheOrderEverybodyEndsWhereABatchPutsThem() throws Exception {
        List<String> persons = new ArrayList<>();
        List<String> copies = new ArrayList<>();
        for (int n = 0; n < PERSONS; n++) {
            persons.add("insert into people values "
                    + People.person(n).values(n, People.person(n).id()));
        }
        for (int n = 0; n < COPIES; n++) {
            copies.add("insert into members values "
                    + copy(n).values(n, n % 3 == 0 ? People.mistyped(copy(n).id()) : null));
            if (n % 4 == 0) {
                copies.add("insert into members values " + copy(n).values(1_000 + n, null));
            }
        }
        Collections.shuffle(persons, new Random(1));
        Collections.shuffle(copies, new Random(2));

        // The copies come a little before the persons, so that many are subjects of their own for a while.
        Thread reporting = Thread.startVirtualThread(() -> copies.forEach(sql -> province.at("police", sql)));
        half(persons, 0);
        Province.await(
                () -> province.query("select 1 from linking.change limit 1").size(), 1);
        province.stop();
        province.start();
        reporting.join();
        awaitNobodyWaits();
        half(persons, 1);
        province.awaitRows(
                "select count(*) from linking.record where fields is not null",
                String.valueOf(PERSONS + copies.size()));
        awaitNobodyWaits();

        province.at("police", "delete from members where id < " + GONE);
        province.at("police", "update people set name = '司马' || right(name, 1) where id between 200 and 210");
        for (int n = 40; n <= 70; n++) {
            String others = People.person(5_000 + n).id();
            province.at("police", "update members set sfzh = '" + others + "' where id = " + n);
        }
        province.at("police", "update members set address = '改迁路' || id || '号' where id between 100 and 120");
        province.awaitRows(
                "select count(*) from linking.record where fields is not null",
                String.valueOf(PERSONS + copies.size() - GONE));
        province.awaitRows("select count(*) from linking.record where fields ->> 'address' like '改迁路%'", "21");
        province.awaitRows(
                "select count(*) from linking.record where subject is not null and fields ->> 'name' like '司马%'", "11");
        province.awaitRows(
                "select count(*) from linking.record where resource = '" + members.code() + "' and subject is not null",
                "31");
        awaitNobodyWaits();

        Map<String, String> platform = new LinkedHashMap<>();
        for (String row : province.query("select resource || '#' || key, coalesce(subject, linked) from linking.record"
                + " where fields is not null order by 1")) {
            platform.put(row.split("\\|")[0], row.split("\\|")[1]);
        }
        assertThat(agreement(platform, batch()))
                .as("but for pairs at the very threshold: how common a name is was counted when the first had come")
                .isGreaterThan(0.97);
        assertThat(right(platform)).as("copies that found their person").isGreaterThan(0.9);
        assertThat(
                        province.query(
                                "select count(*) from registry.members m join linking.record r on r.resource = '"
                                        + members.code()
                                        + "' and r.key = m._key where not m._deleted and m._subject_id_no is distinct from coalesce(r.subject, r.linked)"))
                .as("the registry says what linking found")
                .containsExactly("0");
        assertThat(province.query("select r.state, a.whose is not distinct from b.whose, count(*) from linking.review r"
                        + " join (select *, coalesce(subject, linked) as whose from linking.record) a"
                        + " on (a.resource, a.key) = (r.first_resource, r.first_key)"
                        + " join (select *, coalesce(subject, linked) as whose from linking.record) b"
                        + " on (b.resource, b.key) = (r.second_resource, r.second_key)"
                        + " where r.state = 'linked' and a.whose is distinct from b.whose"
                        + " or r.state = 'open' and a.whose = b.whose group by 1, 2"))
                .as("evidence of what is not linked, questions about what is")
                .isEmpty();
        theLogLeadsThereAndBack();
    }

    private void half(List<String> statements, int which) {
        int middle = statements.size() / 2;
        List<String> half = which == 0 ? statements.subList(0, middle) : statements.subList(middle, statements.size());
        half.forEach(sql -> province.at("police", sql));
    }

    private void awaitNobodyWaits() {
        // Some thousand looks, on a machine that may be busy with other tests.
        Province.await(
                () -> province.query("select (" + UNLINKED + ") + (select count(*) from linking.pending)"),
                List.of("0"),
                180);
    }

    /** A careless copy of a person's data. */
    private static People.Person copy(int n) {
        People.Person person = People.person(n);
        return switch (n % 5) {
            case 0 -> person;
            case 1 -> new People.Person(person.id(), person.name(), "", person.address());
            case 2 -> new People.Person(person.id(), person.name(), person.birth(), "");
            case 3 ->
                new People.Person(person.id(), person.name().substring(0, 1) + "某", person.birth(), person.address());
            default ->
                new People.Person(
                        person.id(),
                        person.name(),
                        person.birth(),
                        person.address().replaceAll("\\d+室$", ""));
        };
    }

    private Map<String, String> batch() {
        Linker linker = new Linker(ModelFiles.named("zh_person"));
        JsonMapper json = new JsonMapper();
        List<PreparedRecord> records = new ArrayList<>();
        for (String row :
                province.query("select resource || '#' || key, fields from linking.record where fields is not null")) {
            int bar = row.indexOf('|');
            Map<String, String> fields = json.readValue(row.substring(bar + 1), new TypeReference<>() {});
            records.add(linker.prepare(row.substring(0, bar), fields));
        }
        // The platform takes a county's population for the least.
        Frequencies frequencies = Frequencies.of(linker, records, 100_000);
        int[] cluster = BatchLinkage.link(linker, records, frequencies, Constraints.NONE, BatchLinkage.Progress.SILENT)
                .cluster();
        Map<String, String> clusters = new HashMap<>();
        for (int i = 0; i < cluster.length; i++) {
            clusters.put(records.get(i).id(), "c" + cluster[i]);
        }
        return clusters;
    }

    /** Pairs that are together in both, as a share of those that are together in either. */
    private static double agreement(Map<String, String> some, Map<String, String> others) {
        Set<Set<String>> a = pairs(some);
        Set<Set<String>> b = pairs(others);
        Set<Set<String>> both = new HashSet<>(a);
        both.retainAll(b);
        a.addAll(b);
        return (double) both.size() / a.size();
    }

    private static Set<Set<String>> pairs(Map<String, String> labels) {
        Map<String, List<String>> groups = new HashMap<>();
        labels.forEach((id, label) ->
                groups.computeIfAbsent(label, key -> new ArrayList<>()).add(id));
        Set<Set<String>> pairs = new HashSet<>();
        for (List<String> group : groups.values()) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = i + 1; j < group.size(); j++) {
                    pairs.add(Set.of(group.get(i), group.get(j)));
                }
            }
        }
        return pairs;
    }

    private double right(Map<String, String> platform) {
        long right = 0;
        long all = 0;
        for (int n = GONE; n < COPIES; n++) {
            boolean moved = n >= 100 && n <= 120 || n >= 40 && n <= 70;
            if (n % 5 != 3 && !moved) {
                all++;
                right += People.subject(People.person(n)).equals(platform.get(members.code() + "#" + n)) ? 1 : 0;
            }
        }
        return (double) right / all;
    }

    private void theLogLeadsThereAndBack() {
        List<ClusterChange> log = new ArrayList<>();
        for (String row :
                province.query("select kind, coalesce(old_subject::text, ''), coalesce(new_subject::text, ''),"
                        + " array_to_string(records, ',') from linking.change order by id")) {
            String[] parts = row.split("\\|");
            log.add(new ClusterChange(
                    ClusterChange.Kind.valueOf(parts[0]), parts[1], parts[2], Arrays.asList(parts[3].split(","))));
        }
        assertThat(log)
                .extracting(ClusterChange::kind)
                .contains(ClusterChange.Kind.ARRIVAL, ClusterChange.Kind.MERGE, ClusterChange.Kind.DEPARTURE);
        Map<String, String> subjects = new HashMap<>();
        log.forEach(change -> change.apply(subjects));
        Map<String, String> now = new HashMap<>();
        for (String row :
                province.query("select resource || '#' || key, linked from linking.record where linked is not null")) {
            now.put(row.split("\\|")[0], row.split("\\|")[1]);
        }
        assertThat(subjects).isEqualTo(now);
        for (int i = log.size() - 1; i >= 0; i--) {
            log.get(i).undone().apply(subjects);
        }
        assertThat(subjects).isEmpty();
    }
}
