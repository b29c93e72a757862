package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** What a case's page tells each reader to do. */
class CasePagesTest extends CaseScenario {
    private final MockMvc web;

    @Autowired
    CasePagesTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    @Test
    void whoRevokedTheConsentIsAskedAgainOnThePageAndConsentsThere() throws Exception {
        String number = handedIn();
        assertThat(page(buyer, number)).doesNotContain("consent-again");
        revokeAll(buyer);
        assertThat(page(buyer, number)).contains("您的授权已撤销或到期", "id=\"consent-again\"");
        assertThat(page(seller, number)).as("another's matter").doesNotContain("consent-again");
        assertThat(api(buyer, number)).contains("\"must_consent_again\":true");
        assertThatThrownBy(() -> approve(clerk, number, "accept")).hasMessageContaining("consent-missing");

        String there = web.perform(
                        post("/cases/" + number + "/consent").with(csrf()).with(user(new SignedInUser(buyer, ""))))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(there).isEqualTo("/cases/" + number);
        assertThat(page(buyer, number)).doesNotContain("consent-again");
        assertThat(approve(clerk, number, "accept").state()).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void ofAStoppedCaseEachReaderIsToldWhoMustDoWhat() throws Exception {
        String number = handedIn();
        stream.put(
                "GA5100/000001",
                String.valueOf(buyer.citizenId()),
                TestProvince.map("id_no", buyer.citizenId(), "name", buyer.displayName(), "status", "deceased"));
        assertThatThrownBy(() -> approve(clerk, number, "accept")).isInstanceOf(EvidenceChangedException.class);
        assertThat(page(seller, number)).contains("须由您更新材料", "id=\"renew\"");
        assertThat(page(buyer, number)).contains("须由卖方更新材料或撤回", "您现在不用做什么").doesNotContain("id=\"renew\"");
        assertThat(page(titles, number)).contains("须由卖方更新材料或撤回", "贵部门可以写明理由", "id=\"refuse-case\"");
        assertThat(page(clerk, number)).contains("须由卖方更新材料或撤回").doesNotContain("refuse-case");
    }

    private String page(User reader, String number) throws Exception {
        return shown(reader, "/cases/" + number);
    }

    private String api(User reader, String number) throws Exception {
        return shown(reader, "/api/v1/cases/" + number);
    }

    private String shown(User reader, String path) throws Exception {
        return web.perform(get(path).with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
