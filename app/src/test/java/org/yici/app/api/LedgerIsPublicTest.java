package org.yici.app.api;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.yici.app.PlatformTest;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerFixture;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.Tile;

/** Everybody may check the log; what its entries say is for those whom they concern and for auditors. */
@PlatformTest
class LedgerIsPublicTest {
    private static final String PASSWORD = "ledger-Secret-1";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Identities identities;

    private Receipt receipt;

    @BeforeEach
    void anEntryOfTheTaxDepartment() {
        receipt = ledger.append(LedgerFixture.act(1));
        identities.register(new User("l-auditor", "审计", Set.of(Role.AUDITOR), "big-data", null), PASSWORD);
        identities.register(new User("l-tax", "税务", Set.of(Role.APPROVER), "tax", null), PASSWORD);
        identities.register(new User("l-transport", "交通", Set.of(Role.APPROVER), "transport", null), PASSWORD);
    }

    @Test
    void whoIsNotSignedInChecksTheLogInTheRunningPlatform() throws Exception {
        mvc.perform(get("/tlog/checkpoint")).andExpect(status().isOk());
        mvc.perform(get("/tlog/vkey")).andExpect(content().string(ledger.verifierKey() + "\n"));
        mvc.perform(get("/tlog/tile/" + tile(0)))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "max-age=31536000, public, immutable"));
        mvc.perform(get("/tlog/tile/0/999")).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/ledger/inclusion/" + receipt.index()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.path.length()").value(receipt.path().size()))
                .andExpect(content().string(not(containsString("tax"))));
        mvc.perform(get("/api/v1/ledger/consistency?from=0&to=1")).andExpect(status().isOk());
        mvc.perform(get("/api/v1/ledger/consistency?from=2&to=1"))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentType("application/problem+json"));
    }

    @Test
    void entriesAreCopiedByAuditorsOnly() throws Exception {
        String bundle = "/tlog/tile/" + tile(Tile.ENTRIES);
        mvc.perform(get(bundle)).andExpect(status().isUnauthorized());
        mvc.perform(get(bundle).with(as("l-tax"))).andExpect(status().isForbidden());
        mvc.perform(get(bundle).with(as("l-auditor")))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "max-age=31536000, private, immutable"));
    }

    @Test
    void aReceiptIsForThoseWhomItConcerns() throws Exception {
        String path = "/api/v1/ledger/receipts/" + receipt.index();
        mvc.perform(get(path)).andExpect(status().isUnauthorized());
        mvc.perform(get(path).with(as("l-transport")))
                .andExpect(status().isForbidden())
                .andExpect(content().contentType("application/problem+json"));
        mvc.perform(get(path).with(as("l-tax"))).andExpect(status().isOk());
        mvc.perform(get(path).with(as("l-auditor"))).andExpect(status().isOk());
        mvc.perform(get("/api/v1/ledger/receipts/999999999").with(as("l-auditor")))
                .andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/ledger/receipts/first").with(as("l-auditor"))).andExpect(status().isBadRequest());
    }

    @Test
    void thePublicPageNamesNobody() throws Exception {
        mvc.perform(get("/ledger"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/api/v1/ledger/inclusion/" + receipt.index())))
                .andExpect(content().string(not(containsString("/ledger/receipts/"))))
                .andExpect(content().string(not(containsString("class=\"tag act-"))))
                .andExpect(content().string(not(matchesPattern("(?s).*\\d{2}:\\d{2}:\\d{2}</td>.*"))));
    }

    @Test
    void nobodyWritesIntoItFromOutside() throws Exception {
        mvc.perform(post("/api/v1/ledger/receipts/1")).andExpect(status().is4xxClientError());
    }

    private String tile(int level) {
        return new Tile(level, receipt.index() >> 8, (int) (receipt.index() & 255) + 1).path();
    }

    private static RequestPostProcessor as(String username) {
        return httpBasic(username, PASSWORD);
    }
}
