package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.TestProvince;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.SecurityLevel;

/** Who sees a definition, and what else rests on it. */
class DefinitionUsesTest extends DefinitionScenario {
    @Test
    void whatIsUsedIsNotWithdrawn() throws Exception {
        publish(text());
        grants.register(new Grant(
                "T-DEFINED-" + table,
                TestProvince.CONSUMER,
                code,
                List.of("name"),
                "defined",
                new Label("试验", "Test"),
                "依据",
                false,
                SecurityLevel.L2,
                10,
                Instant.EPOCH,
                Instant.parse("2099-01-01T00:00:00Z")));
        Answer refused = api(post(API + "/resource/" + address + "/withdrawal"), STEWARD, Map.of("comment", "不用了"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("grant T-DEFINED-" + table);

        jdbc.sql("update exchange.access_grant set valid_to = now() where id = ?")
                .param("T-DEFINED-" + table)
                .update();
        assertThat(send(STEWARD, path() + "/withdraw", "reason", "不用了")).isEqualTo(302);
        assertThat(page(STEWARD, path())).contains("拟停用", "不用了");
        assertThat(send(OPERATOR, path() + "/publish", "version", version())).isEqualTo(302);
        assertThat(catalogue.resource(code)).isEmpty();
        assertThat(page(STEWARD, path())).contains("停用");
        assertThat(jdbc.sql("select count(*) from collection.plan where resource = ? and not withdrawn")
                        .param(code)
                        .query(Long.class)
                        .single())
                .as("nothing of it is collected any more")
                .isZero();

        String other = text().replace(code, code.substring(0, 7) + "99" + code.substring(9));
        for (String taken : List.of(table, "subject_key")) {
            assertThat(definitions.check(STEWARD, "resource", other.replace("table: " + table, "table: " + taken)))
                    .as("what was collected is not another resource's, nor what is the platform's")
                    .anyMatch(fault -> fault.text().en().contains("The table " + taken + " is there already"));
        }

        assertThat(send(STEWARD, path() + "/edit", "version", "0", "text", text() + "# 恢复\n"))
                .isEqualTo(302);
        send(STEWARD, path() + "/submit", "version", version());
        send(OPERATOR, path() + "/publish", "version", version());
        assertThat(catalogue.resource(code)).as("published again").isPresent();
        assertThat(definitions
                        .find(STEWARD, "resource", code)
                        .current()
                        .orElseThrow()
                        .number())
                .isEqualTo(2);
    }

    @Test
    void aDepartmentStandsInATreeAndIsWithdrawnWhenNobodyUsesIt() throws Exception {
        String bureau = "bureau-" + SERIAL.incrementAndGet();
        User second = new User("operator-e", "运维二", Set.of(Role.OPERATOR), null, null);
        String text = definitions.example("department").replace("example-bureau", bureau);
        String below = text.replace(bureau, bureau + "-b") + "parent: " + bureau + "\n";
        assertThat(api(post(API + "/department"), STEWARD, Map.of("text", text)).status())
                .as("only operators")
                .isEqualTo(403);
        for (String one : List.of(text, below)) {
            String name = one.equals(text) ? bureau : bureau + "-b";
            String path = API + "/department/" + name;
            assertThat(api(post(API + "/department"), OPERATOR, Map.of("text", one))
                            .status())
                    .isEqualTo(201);
            assertThat(api(post(path + "/submission"), OPERATOR, version("department", name))
                            .status())
                    .isEqualTo(200);
            assertThat(api(post(path + "/publication"), OPERATOR, version("department", name))
                            .status())
                    .as("the own draft")
                    .isEqualTo(403);
            assertThat(api(post(path + "/publication"), second, version("department", name))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(identities.departments())
                .anySatisfy(one -> assertThat(one.parent()).isEqualTo(bureau));

        Answer circle =
                api(post(API + "/department/check"), OPERATOR, Map.of("text", text + "parent: " + bureau + "-b\n"));
        assertThat(circle.body().toString()).contains("not below this one");
        Answer used = api(post(API + "/department/" + bureau + "/withdrawal"), OPERATOR, Map.of("comment", "撤并"));
        assertThat(used.status()).isEqualTo(422);
        assertThat(used.body().toString()).contains("the department below, " + bureau + "-b");
        String path = API + "/department/" + bureau + "-b";
        assertThat(api(post(path + "/withdrawal"), OPERATOR, Map.of("comment", "撤并"))
                        .status())
                .isEqualTo(200);
        assertThat(api(post(path + "/publication"), second, version("department", bureau + "-b"))
                        .status())
                .isEqualTo(200);
        assertThat(identities.departments())
                .noneSatisfy(one -> assertThat(one.parent()).isEqualTo(bureau));
        assertThat(identities.department(bureau + "-b"))
                .as("its name stays readable")
                .isPresent();
    }

    @Test
    void othersSeeNothingOfIt() throws Exception {
        publish(text());
        assertThat(api(get(API + "/resource/" + address), STRANGER, null).status())
                .isEqualTo(404);
        assertThat(response(STRANGER, get(path())).getStatus()).isEqualTo(404);
        assertThat(page(STRANGER, PAGE)).doesNotContain(code);
        assertThat(api(put(API + "/resource/" + address + "/draft"), STRANGER, Map.of("text", text(), "version", 0))
                        .status())
                .isEqualTo(403);
        assertThat(api(delete(API + "/resource/" + address + "/draft?version=1"), AUDITOR, null)
                        .status())
                .isEqualTo(403);
        assertThat(api(post(API + "/resource"), AUDITOR, Map.of("text", text())).status())
                .isEqualTo(403);
        User clerk = new User("clerk-d", "窗口", Set.of(Role.CLERK), TestProvince.PROVIDER, null);
        assertThat(response(clerk, get(PAGE)).getStatus()).isEqualTo(403);
        assertThat(api(get(API), clerk, null).status()).isEqualTo(403);
    }

    /** Else one would ask about others' by saying that one's text is nobody's. */
    @Test
    void aTextThatIsNobodysIsComparedWithNothing() throws Exception {
        publish(text());
        String nobodys = text().replace("provider: " + TestProvince.PROVIDER, "provider: nope")
                .replace("table: " + table, "table: another_" + table);
        for (AbstractMockHttpServletRequestBuilder<?> door :
                List.of(post(API + "/resource/check"), post(API + "/resource"))) {
            Answer told = api(door, STRANGER, Map.of("text", nobodys));
            assertThat(told.body().toString())
                    .contains("there is no department nope")
                    .doesNotContain(table, TestProvince.PROVIDER);
        }
        assertThat(api(post(API + "/resource/check"), OPERATOR, Map.of("text", nobodys))
                        .body()
                        .toString())
                .contains("there is no department nope", "cannot move it");
        assertThat(api(post(API + "/resource/check"), STRANGER, Map.of("text", "a: [\n"))
                        .body()
                        .toString())
                .as("a mistake in the form is told all the same")
                .contains("line");
    }
}
