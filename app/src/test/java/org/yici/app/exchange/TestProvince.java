package org.yici.app.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.registry.Subjects;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** Three resources of a test department, grants of another, and persons of the test's own. */
public final class TestProvince {
    public static final String CONDITIONAL = "TE5100/000001";
    public static final String UNCONDITIONAL = "TE5100/000002";
    public static final String NOT_SHARED = "TE5100/000003";
    public static final String COUPLES = "TE5100/000004";
    public static final String PROVIDER = "test-provider";
    public static final String CONSUMER = "test-consumer";

    private static final AtomicInteger PERSONS = new AtomicInteger();
    private static final Instant EVER = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant ALWAYS = Instant.parse("2099-01-01T00:00:00Z");

    private final Subjects subjects;
    private final JdbcClient jdbc;

    public TestProvince(Identities identities, Catalogue catalogue, Grants grants, Subjects subjects, JdbcClient jdbc) {
        this.subjects = subjects;
        this.jdbc = jdbc;
        identities.register(new Department(PROVIDER, new Label("提供方", "Provider"), "11510000MB00000001"));
        identities.register(new Department(CONSUMER, new Label("使用方", "Consumer"), "11510000MB00000002"));
        identities.register(new Department("test-stranger", new Label("外方", "Stranger"), "11510000MB00000003"));
        catalogue.publish(resource(CONDITIONAL, "test_conditional", Sharing.CONDITIONAL));
        catalogue.publish(resource(UNCONDITIONAL, "test_unconditional", Sharing.UNCONDITIONAL));
        catalogue.publish(resource(NOT_SHARED, "test_not_shared", Sharing.NOT_SHARED));
        catalogue.publish(couples());
        grants.register(coupleGrant("T-COUPLE", "couple", true, List.of()));
        grants.register(coupleGrant("T-COUPLE-BY-LAW", "couple-by-law", true, List.of("wife_name")));
        grants.register(coupleGrant("T-COUPLE-DUTY", "couple-duty", false, List.of()));
        List<String> all = List.of("id_no", "name", "born", "price", "status", "secret");
        grants.register(grant("T-OPEN", CONDITIONAL, all, "open", false, 1000, ALWAYS));
        grants.register(grant("T-CONSENT", CONDITIONAL, all, "with-consent", true, 1000, ALWAYS));
        grants.register(grant("T-EXPIRED", CONDITIONAL, all, "expired", false, 1000, EVER.plusSeconds(1)));
        grants.register(grant("T-NARROW", CONDITIONAL, List.of("id_no", "name"), "narrow", false, 1000, ALWAYS));
        grants.register(grant("T-SLOW", CONDITIONAL, List.of("status"), "slow", false, 2, ALWAYS));
        grants.register(grant("T-SHARED-RATE", CONDITIONAL, List.of("status"), "shared-rate", false, 2, ALWAYS));
    }

    /** A person with one record in each resource. */
    public record Person(String citizenId, UUID subject, String name) {}

    public Person person() {
        int serial = PERSONS.incrementAndGet();
        String seventeen = "51160219900307" + "%03d".formatted(serial);
        String id = seventeen + CitizenId.check(seventeen + "0");
        Person person = new Person(id, subjects.of(ItemType.CITIZEN_ID, id), "王小芳");
        for (String table : List.of("test_conditional", "test_unconditional", "test_not_shared")) {
            jdbc.sql(
                            "insert into registry." + table
                                    + " (_key, _source, _source_time, _position, _sequence, _edition, _deleted, _subject_id_no,"
                                    + " id_no, name, born, price, status, secret)"
                                    + " values (?, 'test', now(), 1, 0, 1, false, ?, ?, ?, '1990-03-07', 1250000.00, 'normal', '密')")
                    .param(id)
                    .param(person.subject())
                    .param(id)
                    .param(person.name())
                    .update();
        }
        return person;
    }

    /** Two people and one record that names both. */
    public record Couple(Person husband, Person wife) {}

    public Couple couple() {
        Couple couple = new Couple(person(), person());
        jdbc.sql(
                        "insert into registry.test_couple (_key, _source, _source_time, _position, _sequence, _edition, _deleted,"
                                + " _subject_husband_id, _subject_wife_id, husband_id, husband_name, wife_id, wife_name, status)"
                                + " values (?, 'test', now(), 1, 0, 1, false, ?, ?, ?, '李建国', ?, '王小芳', 'married')")
                .param(couple.husband().citizenId())
                .param(couple.husband().subject())
                .param(couple.wife().subject())
                .param(couple.husband().citizenId())
                .param(couple.wife().citizenId())
                .update();
        return couple;
    }

    private static Resource couples() {
        return new Resource(
                COUPLES,
                "test_couple",
                new Label("婚姻", "Marriages"),
                new Label("测试", "Test"),
                PROVIDER,
                new SourceTable("test", "public", "test_couple", List.of("id")),
                Sharing.CONDITIONAL,
                List.of(
                        item(COUPLES + "0001", "husband_id", ItemType.CITIZEN_ID, SecurityLevel.L2, true),
                        of("husband_id", COUPLES + "0002", "husband_name"),
                        item(COUPLES + "0003", "wife_id", ItemType.CITIZEN_ID, SecurityLevel.L2, true),
                        of("wife_id", COUPLES + "0004", "wife_name"),
                        item(COUPLES + "0005", "status", ItemType.CODE, SecurityLevel.L1, false)));
    }

    private static Item of(String about, String code, String name) {
        return new Item(
                code,
                name,
                new Label(name, name),
                ItemType.NAME,
                SecurityLevel.L2,
                false,
                false,
                List.of(),
                Map.of(),
                null,
                about,
                null);
    }

    private static Grant coupleGrant(String id, String purpose, boolean consent, List<String> others) {
        return new Grant(
                id,
                CONSUMER,
                COUPLES,
                List.of("husband_id", "husband_name", "wife_id", "wife_name", "status"),
                purpose,
                new Label("测试", "Test"),
                "测试",
                consent,
                others,
                SecurityLevel.L2,
                1000,
                EVER,
                ALWAYS);
    }

    public static Map<String, Object> about(Person person, String purpose) {
        return Map.of("resource", CONDITIONAL, "purpose", purpose, "subject", person.citizenId());
    }

    private static Grant grant(
            String id,
            String resource,
            List<String> items,
            String purpose,
            boolean consent,
            int perMinute,
            Instant to) {
        return new Grant(
                id,
                CONSUMER,
                resource,
                items,
                purpose,
                new Label("测试", "Test"),
                "测试",
                consent,
                SecurityLevel.L2,
                perMinute,
                EVER,
                to);
    }

    private static Resource resource(String code, String table, Sharing sharing) {
        return new Resource(
                code,
                table,
                new Label("测试资源", "Test resource"),
                new Label("测试", "Test"),
                PROVIDER,
                new SourceTable("test", "public", table, List.of("id")),
                sharing,
                List.of(
                        item(code + "0001", "id_no", ItemType.CITIZEN_ID, SecurityLevel.L3, true),
                        item(code + "0002", "name", ItemType.NAME, SecurityLevel.L2, false),
                        item(code + "0003", "born", ItemType.DATE, SecurityLevel.L2, false),
                        item(code + "0004", "price", ItemType.DECIMAL, SecurityLevel.L3, false),
                        item(code + "0005", "status", ItemType.CODE, SecurityLevel.L1, false),
                        item(code + "0006", "secret", ItemType.TEXT, SecurityLevel.L4, false)));
    }

    private static Item item(String code, String name, ItemType type, SecurityLevel level, boolean subject) {
        return new Item(code, name, new Label(name, name), type, level, subject, subject, List.of(), Map.of());
    }
}
