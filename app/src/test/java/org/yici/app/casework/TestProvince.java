package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.TestStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.catalogue.Standards;
import org.yici.app.definition.Definitions;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.ItemFiles;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItems;
import org.yici.kernel.identifier.CitizenId;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.resource.Resource;
import org.yici.postgres.EmbeddedServer;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The demonstration's own declarations and its departments' real tables, for tests of cases. What the collection job does between a
 * department's database and the registry is done by {@link StandInStream}, because these tests are not about it.
 */
public final class TestProvince {
    public static final Path PACK = Path.of("../demo/src/main/resources/province");
    /** Departments that take results, with the tables that they are written to. */
    public static final Map<String, String> WRITTEN = Map.of(
            "housing", "ZJ5100/000001",
            "tax", "SW5100/000001",
            "natural-resources", "ZR5100/000001",
            "transport", "JT5100/000001");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String WRITER = "yici_writeback_test";
    private static final Map<String, JdbcClient> OWNERS = new ConcurrentHashMap<>();
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final Map<String, Object> settings;

    private TestProvince(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** Publishes everything; doing it again changes nothing. */
    public static TestProvince ensure(ApplicationContext platform) throws Exception {
        Identities identities = platform.getBean(Identities.class);
        Catalogue catalogue = platform.getBean(Catalogue.class);
        Grants grants = platform.getBean(Grants.class);
        ServiceItems items = platform.getBean(ServiceItems.class);
        for (Department department : YAML.readValue(PACK.resolve("departments.yaml"), Department[].class)) {
            identities.register(department);
        }
        standards(platform);
        try (var files = Files.list(PACK.resolve("catalogue"))) {
            files.sorted().forEach(file -> catalogue.publish(YAML.readValue(file, Resource.class)));
        }
        for (Grant grant : YAML.readValue(PACK.resolve("grants.yaml"), Grant[].class)) {
            grants.register(grant);
        }
        Map<String, Object> settings = new HashMap<>();
        for (String department : WRITTEN.keySet()) {
            createDatabase(department);
            reach(settings, department, TestStore.server().port());
        }
        ConfigurableEnvironment environment = (ConfigurableEnvironment) platform.getEnvironment();
        environment.getPropertySources().remove("departments");
        environment.getPropertySources().addFirst(new MapPropertySource("departments", settings));
        for (String slug : List.of("house-sale", "transport-permit")) {
            items.publish(files(slug));
        }
        return new TestProvince(settings);
    }

    private static void standards(ApplicationContext platform) throws IOException {
        Standards standards = platform.getBean(Standards.class);
        if (standards.find("permit-status").isPresent()) {
            return;
        }
        Definitions definitions = platform.getBean(Definitions.class);
        try (var files = Files.list(PACK.resolve("standards"))) {
            for (Path file : files.sorted().toList()) {
                definitions.seed("data-standard", Files.readString(file));
            }
        }
    }

    public static ServiceItem item(String slug) {
        return YAML.readValue(PACK.resolve("service-items").resolve(slug + ".yaml"), ServiceItem.class);
    }

    /** The files of an item as the demonstration publishes it. */
    public static ItemFiles files(String slug) throws IOException {
        return new ItemFiles(text(slug + ".yaml"), text(slug + ".bpmn20.xml"), text(slug + ".dmn"));
    }

    private static String text(String name) throws IOException {
        return Files.readString(PACK.resolve("service-items").resolve(name));
    }

    /** The same files with another declaration. */
    public static ItemFiles changed(String slug, UnaryOperator<String> change) throws IOException {
        ItemFiles files = files(slug);
        String item = change.apply(files.item());
        if (item.equals(files.item())) {
            throw new IllegalArgumentException("Nothing is changed in " + slug);
        }
        return new ItemFiles(item, files.process(), files.rules());
    }

    /** Lets the platform look for a department's database at another port. */
    void reach(String department, int port) {
        reach(settings, department, port);
    }

    private static void reach(Map<String, Object> settings, String department, int port) {
        String name = "yici.write-back." + department;
        settings.put(name + ".url", "jdbc:postgresql://127.0.0.1:" + port + "/" + database(department));
        settings.put(name + ".username", WRITER);
        settings.put(name + ".password", "secret");
    }

    private static String database(String department) {
        return "case_test_" + department.replace('-', '_');
    }

    /** The department's own tables, with a write-back account that may do no more than the real one. */
    private static void createDatabase(String department) throws Exception {
        TestStore.server().createDatabase(database(department));
        try (Connection connection = TestStore.server().connect(database(department));
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                      if not exists (select 1 from pg_roles where rolname = '%1$s') then
                        create role %1$s login password 'secret';
                      end if;
                    end $$""".formatted(WRITER));
            if (statement
                    .executeQuery("select 1 from pg_tables where schemaname = 'public'")
                    .next()) {
                return;
            }
            statement.execute(Files.readString(PACK.resolve("legacy").resolve(department.replace('-', '_') + ".sql")));
            String table = YAML.readValue(
                            PACK.resolve("catalogue").resolve(tableOf(department) + ".yaml"), Resource.class)
                    .source()
                    .table();
            String columns = Stream.of("house-sale", "transport-permit")
                    .flatMap(slug -> item(slug).handling().writeBacks().stream())
                    .filter(target -> target.department().equals(department))
                    .flatMap(target -> target.columns().keySet().stream())
                    .collect(Collectors.joining(", "));
            statement.execute("grant insert, select (ywh, " + columns + ") on " + table + " to " + WRITER);
            statement.execute("grant usage on all sequences in schema public to " + WRITER);
        }
    }

    private static String tableOf(String department) {
        return switch (department) {
            case "housing" -> "property_transaction";
            case "tax" -> "tax_assessment";
            case "natural-resources" -> "real_estate";
            default -> "transport_permit";
        };
    }

    /** A department's database as its owner sees it; its connections are kept, for to open one costs more than most tests do with it. */
    public static JdbcClient owner(String department) {
        return OWNERS.computeIfAbsent(department, TestProvince::pool);
    }

    private static JdbcClient pool(String department) {
        EmbeddedServer server = TestStore.server();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(server.url(database(department)));
        pool.setUsername(EmbeddedServer.USER);
        pool.setPassword(server.password());
        pool.setMinimumIdle(0);
        pool.setMaximumPoolSize(4);
        return JdbcClient.create(pool);
    }

    /** The same, for what takes one connection. */
    public static Connection connect(String department) throws SQLException {
        return TestStore.server().connect(database(department));
    }

    public static User citizen(String name) {
        String first = "511602" + "19800101" + "%03d".formatted(SERIAL.incrementAndGet());
        String id = first + CitizenId.check(first);
        return new User("citizen-" + SERIAL.get(), name, Set.of(Role.APPLICANT), null, id);
    }

    public static String creditCode() {
        String organisation = "MA%06d".formatted(SERIAL.incrementAndGet());
        String first = "91511602" + organisation + CreditCode.organisationCheck(organisation);
        return first + CreditCode.check(first);
    }

    public static User approver(String department) {
        return new User("approver-" + department, "审批员", Set.of(Role.APPROVER), department, null);
    }

    public static User clerk() {
        return new User("clerk-of-window", "窗口员", Set.of(Role.CLERK), "window", null);
    }

    /** Waits until something is so, at most 30 seconds. */
    public static <T> T until(String what, Supplier<T> look, java.util.function.Predicate<T> wanted) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        T seen = look.get();
        while (!wanted.test(seen)) {
            assertThat(Instant.now()).as("%s; last seen: %s", what, seen).isBefore(end);
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            seen = look.get();
        }
        return seen;
    }

    public static List<String> keys(Case found) {
        return found.timeline().stream().map(CaseEvent::key).toList();
    }

    public static Map<String, String> map(String... pairs) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
