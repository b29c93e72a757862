package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** Whatever page or API there is, whoever wrote it and whenever: an official who is shown a person leaves a leaf. */
class DisclosuresTest extends CaseScenario {
    private static final Set<Role> OFFICIAL =
            Set.of(Role.CLERK, Role.APPROVER, Role.STEWARD, Role.OPERATOR, Role.AUDITOR);

    private final MockMvc web;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    DisclosuresTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    @Test
    void noDoorShowsAPersonToAnOfficialWithoutALeaf() throws Exception {
        String number = accepted();
        String name = Objects.requireNonNull(seller.displayName());
        String marker = "标记" + UUID.randomUUID();
        long quarantined = jdbc.sql("""
                        insert into collection.quarantine (resource, source, source_key, position, sequence, rule, item,
                            value, record, edition, source_time)
                        values ('ZZ5100/000001', 'housing', gen_random_uuid()::text, 1, 0, 'name.form', 'name', '?',
                            jsonb_build_object('XM', cast(? as text)), 1, now())
                        returning id""").param(marker).query(Long.class).single();
        Set<String> silent = new TreeSet<>();
        Set<String> telling = new TreeSet<>();
        for (User official : List.of(clerk, housing, tax, titles)) {
            String department = Objects.requireNonNull(official.department());
            String task = waitingTask(official, number);
            for (String path : paths()) {
                User reader = new User("d-" + UUID.randomUUID(), "读者", OFFICIAL, department, null);
                for (String id : List.of(task, Long.toString(quarantined))) {
                    String address = filled(path, Map.of("number", number, "n", number, "id", id));
                    MockHttpServletResponse answer = web.perform(request(HttpMethod.GET, address)
                                    .queryParam("size", "100")
                                    .queryParam("state", "any")
                                    .with(user(new SignedInUser(reader, ""))))
                            .andReturn()
                            .getResponse();
                    String shown = answer.getContentAsString(StandardCharsets.UTF_8);
                    if (answer.getStatus() == 200
                            && (shown.contains(name)
                                    || shown.contains(String.valueOf(seller.citizenId()))
                                    || shown.contains(marker))) {
                        (leaves(reader) > 0 ? telling : silent).add(path);
                    }
                }
            }
        }
        assertThat(silent).isEmpty();
        assertThat(telling)
                .as("else nothing was looked at")
                .contains("/cases/{number}", "/api/v1/cases/{number}", "/operator/quarantine/{id}");
    }

    private Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping :
                requestMappingHandlerMapping.getHandlerMethods().entrySet()) {
            boolean read = mapping.getKey().getMethodsCondition().getMethods().stream()
                    .anyMatch(method -> method.asHttpMethod().equals(HttpMethod.GET));
            if (read) {
                paths.addAll(mapping.getKey().getPatternValues());
            }
        }
        // A stream of events never ends, and tells that something changed, not what.
        paths.removeIf(path -> path.endsWith("/events") || path.endsWith("/live/flow"));
        assertThat(paths).hasSizeGreaterThan(60);
        return paths;
    }

    private static String filled(String path, Map<String, String> values) {
        String filled = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replaceAll("\\{" + value.getKey() + "(:[^}]*)?}", value.getValue());
        }
        return filled.replaceAll("\\{[^}]*}", "1");
    }

    private String waitingTask(User official, String number) {
        return cases.tasks(official, 0, 1_000).content().stream()
                .filter(one -> one.caseNumber().equals(number))
                .map(Task::id)
                .findFirst()
                .orElse("none");
    }

    private long leaves(User reader) {
        return jdbc.sql("select count(*) from ledger.leaf where kind = 'READING' and actor = ?")
                .param(reader.actor())
                .query(Long.class)
                .single();
    }
}
