package org.yici.app.web;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.yici.app.casework.Case;
import org.yici.app.casework.Cases;
import org.yici.app.casework.InvalidFieldsException;
import org.yici.app.casework.ServiceItem;
import org.yici.app.casework.ServiceItems;
import org.yici.app.casework.Task;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.collection.Collection;
import org.yici.app.exchange.Consent;
import org.yici.app.exchange.Consents;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.exchange.Uses;
import org.yici.app.identity.Department;
import org.yici.app.identity.DepartmentSystem;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.registry.Registry;
import org.yici.app.registry.RegistryRecord;
import org.yici.app.registry.Subjects;
import org.yici.app.store.Page;
import org.yici.kernel.resource.ItemType;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * A province that does not move, for looking at pages without a database: the declarations of the demonstration, and figures
 * of every kind that a page can show, alarms and refusals among them.
 */
@Configuration(proxyBeanMethods = false)
class FakeProvince {
    static final Path PACK = Path.of("../demo/src/main/resources/province");
    static final UUID SELLER = new UUID(1, 1);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final List<User> USERS = List.of(
            new User("seller", "罗建华", Set.of(Role.APPLICANT), null, "511602198001011234"),
            new User("founder", "邓晓燕", Set.of(Role.APPLICANT), null, "511602199001011234"),
            new User("nobody", "蒲新来", Set.of(Role.APPLICANT), null, "511602200001011234"),
            new User("clerk", "何窗", Set.of(Role.CLERK), "window", null),
            new User("tax", "税明", Set.of(Role.APPROVER), "tax", null),
            new User("steward", "管据", Set.of(Role.STEWARD), "public-security", null),
            new User("operator", "运维", Set.of(Role.OPERATOR), "big-data", null));

    static <T> List<T> all(String folder, Class<T> type) {
        String[] names = PACK.resolve(folder).toFile().list((directory, name) -> name.endsWith(".yaml"));
        return Arrays.stream(names == null ? new String[0] : names)
                .sorted()
                .map(name -> YAML.readValue(PACK.resolve(folder).resolve(name).toFile(), type))
                .toList();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    UserDetailsService userDetailsService() {
        return name -> USERS.stream()
                .filter(user -> user.username().equals(name))
                .findFirst()
                .map(user -> new SignedInUser(user, "{noop}demo"))
                .orElseThrow(() -> new UsernameNotFoundException(name));
    }

    @Bean
    Identities identities() {
        List<Department> departments =
                List.of(YAML.readValue(PACK.resolve("departments.yaml").toFile(), Department[].class));
        return new Identities() {
            @Override
            public List<Department> departments() {
                return departments;
            }

            @Override
            public Optional<Department> department(String code) {
                return departments.stream()
                        .filter(department -> department.code().equals(code))
                        .findFirst();
            }

            @Override
            public Optional<User> user(String username) {
                return USERS.stream()
                        .filter(user -> user.username().equals(username))
                        .findFirst();
            }

            @Override
            public Optional<DepartmentSystem> system(String keyId) {
                return Optional.empty();
            }

            @Override
            public void register(Department department) {}

            @Override
            public void register(User user, String password) {}

            @Override
            public void register(DepartmentSystem system) {}
        };
    }

    @Bean
    Catalogue catalogue() {
        List<org.yici.kernel.resource.Resource> resources = all("catalogue", org.yici.kernel.resource.Resource.class);
        return new Catalogue() {
            @Override
            public List<org.yici.kernel.resource.Resource> resources() {
                return resources;
            }

            @Override
            public Optional<org.yici.kernel.resource.Resource> resource(String code) {
                return resources.stream()
                        .filter(resource -> resource.code().equals(code))
                        .findFirst();
            }

            @Override
            public int publish(org.yici.kernel.resource.Resource resource) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Bean
    Registry registry() {
        return new Registry() {
            @Override
            public void prepare(org.yici.kernel.resource.Resource resource) {}

            @Override
            public List<RegistryRecord> find(org.yici.kernel.resource.Resource resource, UUID subject, int limit) {
                return List.of();
            }

            @Override
            public long count(org.yici.kernel.resource.Resource resource) {
                return resource.table().equals("transport_permit") ? 0 : 1000L + resource.table().hashCode() % 997 * 13;
            }
        };
    }

    @Bean
    Subjects subjects() {
        return new Subjects() {
            @Override
            public UUID of(ItemType type, String identifier) {
                return identifier.startsWith("5116022000") ? new UUID(0, 0) : SELLER;
            }

            @Override
            public UUID of(String identifier) {
                return SELLER;
            }
        };
    }

    @Bean
    Grants grants() {
        List<Grant> grants = List.of(YAML.readValue(PACK.resolve("grants.yaml").toFile(), Grant[].class));
        return new Grants() {
            @Override
            public void register(Grant grant) {}

            @Override
            public Optional<Grant> find(String consumer, String resource, String purpose) {
                return Optional.empty();
            }

            @Override
            public List<Grant> all() {
                return grants;
            }
        };
    }

    @Bean
    ServiceItems serviceItems() {
        List<ServiceItem> items = all("service-items", ServiceItem.class);
        return new ServiceItems() {
            @Override
            public List<ServiceItem> all() {
                return items;
            }

            @Override
            public Optional<ServiceItem> find(String slug) {
                return items.stream().filter(item -> item.slug().equals(slug)).findFirst();
            }

            @Override
            public Optional<Resource> diagram(String slug) {
                return Optional.of(new FileSystemResource(PACK.resolve("service-items/" + slug + ".bpmn20.xml")));
            }

            @Override
            public void publish(ServiceItem item, Resource bpmn, @Nullable Resource dmn) {}
        };
    }

    @Bean
    Uses uses() {
        return (subject, page, size) -> {
            if (!subject.equals(SELLER)) {
                return new Page<>(List.of(), page, size, 0);
            }
            Instant now = Instant.now();
            List<Uses.Use> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String kind = i == 1 ? "refusal" : i % 4 == 3 ? "check" : "query";
                all.add(new Uses.Use(
                        now.minusSeconds(40L * i * i + 3),
                        List.of("natural-resources", "tax", "housing").get(i % 3),
                        i % 3 == 1 ? "system:tax-core" : "account:title",
                        kind,
                        List.of("MZ5100/000001", "ZR5100/000001", "GA5100/000001").get(i % 3),
                        kind.equals("refusal") ? List.of() : List.of("status", "registered_on"),
                        "house-sale",
                        kind.equals("refusal") ? "purpose-not-granted" : "G-000" + (i % 8 + 1),
                        i % 2 == 0 ? new UUID(2, i) : null,
                        kind.equals("refusal") ? null : "511602202611220001",
                        2000 - i));
            }
            int from = Math.min(all.size(), page * size);
            return new Page<>(all.subList(from, Math.min(all.size(), from + size)), page, size, all.size());
        };
    }

    @Bean
    Consents consents() {
        return new Consents() {
            @Override
            public Consent give(
                    String actor,
                    UUID subject,
                    String consumer,
                    String resource,
                    List<String> items,
                    String purpose,
                    String caseNumber,
                    Duration validity) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void revoke(String actor, UUID subject, UUID consent) {}

            @Override
            public Page<Consent> of(UUID subject, int page, int size) {
                if (!subject.equals(SELLER)) {
                    return new Page<>(List.of(), page, size, 0);
                }
                Instant now = Instant.now();
                List<Consent> all = IntStream.range(0, 4)
                        .mapToObj(i -> new Consent(
                                new UUID(2, i),
                                subject,
                                List.of("natural-resources", "tax", "housing", "tax").get(i),
                                List.of("ZR5100/000001", "MZ5100/000001", "GA5100/000001", "ZR5100/000001").get(i),
                                List.of("status", "address"),
                                "house-sale",
                                "511602202611220001",
                                now.minusSeconds(86_400L * i + 600),
                                i == 3 ? now.minusSeconds(60) : now.plusSeconds(86_400 * 30),
                                i == 2 ? now.minusSeconds(300) : null))
                        .toList();
                return new Page<>(all, 0, size, all.size());
            }
        };
    }

    @Bean
    Cases cases(ServiceItems items) {
        return new Cases() {
            @Override
            public Case open(User user, String itemSlug, String identifier) {
                throw new InvalidFieldsException(Map.of("identifier", "guide.credit.hint"));
            }

            @Override
            public Optional<Case> find(User user, String number) {
                return Optional.empty();
            }

            @Override
            public Page<Case> of(User user, int page, int size) {
                return new Page<>(List.of(), page, size, 0);
            }

            @Override
            public Case consent(User user, String number) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Case save(User user, String number, Map<String, String> fields) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Case submit(User user, String number, Map<String, String> fields) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Case confirm(User user, String number) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Case withdraw(User user, String number) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Page<Task> tasks(User user, int page, int size) {
                return new Page<>(List.of(), page, size, 0);
            }

            @Override
            public Optional<Task> task(User user, String taskId) {
                return Optional.empty();
            }

            @Override
            public Case decide(User user, String taskId, Task.Decision decision) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Bean
    Collection collection(Identities identities) {
        return new FakeCollection();
    }

    @Bean
    org.yici.app.ledger.Ledger ledger() {
        return new FakeLedger();
    }
}
