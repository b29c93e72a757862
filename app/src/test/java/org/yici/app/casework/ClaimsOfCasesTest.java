package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.SignedInUser;
import org.yici.app.service.ServiceItems;

/** What a live case claims for itself, and for how long. */
class ClaimsOfCasesTest extends CaseScenario {
    private final ServiceItems items;
    private final MockMvc web;

    @Autowired
    ClaimsOfCasesTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.items = platform.getBean(ServiceItems.class);
        this.web = web;
    }

    @AfterEach
    void publishAsItIs() throws IOException {
        items.publish(TestProvince.files("house-sale"));
    }

    @Test
    void aClaimThatOnlyWarnsIsNamedAtSubmissionAndOnPageAndApiAndRefusesNothing() throws Exception {
        String first = handedIn();
        items.publish(TestProvince.changed("house-sale", item -> item.replace("mode: REFUSE", "mode: WARN")));
        String second = draft();
        assertThat(cases.submit(seller, second, form("860000")).state()).isEqualTo(State.AWAITING_PARTY);
        assertThat(see(seller, second).timeline())
                .filteredOn(event -> event.key().equals("case.event.claimed-elsewhere"))
                .as("its title and its unit")
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.arguments()).contains(first));
        assertThat(shown("/cases/" + second)).contains(first);
        assertThat(shown("/api/v1/cases/" + second)).contains("case.event.claimed-elsewhere", first);
    }

    @Test
    void aClaimEndsWithItsCaseHoweverThatEnds() {
        String refused = handedIn();
        String waiting = draft();
        assertThatThrownBy(() -> cases.submit(seller, waiting, form("860000"))).isInstanceOf(ClaimedException.class);
        decide(clerk, refused, "accept", Task.Verdict.REFUSE, "材料不符", Map.of());
        assertThat(claims(refused)).isZero();

        cases.submit(seller, waiting, form("860000"));
        cases.consent(buyer, waiting);
        confirm(buyer, waiting);
        assertThat(claims(waiting)).isEqualTo(2);
        approve(clerk, waiting, "accept");
        approve(housing, waiting, "verify-contract");
        assessedAndPaid(waiting);
        approve(titles, waiting, "examine-title");
        approve(registrar, waiting, "register");
        untilState(seller, waiting, State.COMPLETED);
        assertThat(claims(waiting)).isZero();
    }

    private String draft() {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        return number;
    }

    private long claims(String number) {
        return jdbc.sql("select count(*) from casework.claim where case_number = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    private String shown(String path) throws Exception {
        return web.perform(get(path).with(user(new SignedInUser(seller, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
