package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.map;
import static org.yici.app.casework.TestProvince.until;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.process.CloseStep;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.kernel.resource.Label;

/** What a rule or a check found in one party's evidence is that party's and the officials' to know, through whichever door. */
class OthersReasonsTest extends CaseScenario {
    private static final List<String> DOORS =
            List.of("/cases/%s", "/cases/%s/live", "/cases/%s/receipt", "/cases", "/my/uses", "/api/v1/cases/%s");

    private final MockMvc pages;

    @Autowired
    private CaseStore store;

    @Autowired
    private CloseStep close;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    OthersReasonsTest(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
    }

    @BeforeEach
    void aBuyerFromElsewhereWithoutInsurance() {
        household("510104");
    }

    @Test
    void whyARuleRefusedIsToldToThePartyItIsAboutAndToOfficialsOnly() throws Exception {
        String number = refusedForTheBuyer();
        List<String> telling = telling(number);

        assertThat(see(seller, number).reason()).contains("another party").doesNotContain(telling);
        assertThat(see(buyer, number).reason()).isEqualTo(telling.get(1));
        assertThat(see(housing, number).reason()).isEqualTo(telling.get(1));
        for (String read : everythingThat(seller, number)) {
            assertThat(read).doesNotContain(telling);
        }
        assertThat(everythingThat(buyer, number)).anyMatch(read -> read.contains(telling.getFirst()));
        assertThat(everythingThat(clerk, number)).anyMatch(read -> read.contains(telling.getFirst()));
    }

    @Test
    void whatChangedInAnothersEvidenceIsNotNamed() throws Exception {
        String number = handedIn();
        household("510105");
        assertThat(cases.find(clerk, number)).isPresent();
        try {
            approve(clerk, number, "accept");
        } catch (EvidenceChangedException e) {
            assertThat(e.changes()).extracting(EvidenceChange::material).containsOnly("buyer-household");
        }
        List<String> telling = List.of("户籍", "household");

        assertThat(see(seller, number).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(EvidenceChange.Kind.OTHER_PARTY));
        assertThat(stopping(seller, number)).doesNotContain(telling);
        assertThat(stopping(buyer, number)).contains("household");
        assertThat(see(buyer, number).changes())
                .extracting(EvidenceChange::material)
                .containsOnly("buyer-household");
        assertThat(see(clerk, number).changes())
                .extracting(EvidenceChange::material)
                .containsOnly("buyer-household");
        String api = read(seller, "/api/v1/cases/" + number);
        assertThat(api).contains("other-party").doesNotContain("510105", "buyer-household");
    }

    private void household(String division) {
        stream.put(
                "GA5100/000002",
                buyer.citizenId(),
                map("household_no", "H" + buyer.citizenId(), "id_no", buyer.citizenId(), "division", division));
    }

    /** The check of the buyer is one that leaves the decision to people; here it refuses, as the next province's may. */
    private String refusedForTheBuyer() {
        String number = accepted();
        until(
                "the buyer is checked",
                () -> see(buyer, number).timeline(),
                events -> events.stream()
                        .anyMatch(event -> event.key().equals("case.event.rules-decided")
                                && "housing".equals(event.department())));
        transaction.executeWithoutResult(status -> {
            CaseFile file = store.lock(number);
            file.reason = reason(file);
            close.refuseWithoutProcess(file);
        });
        return number;
    }

    private static Label reason(CaseFile file) {
        return file.item.handling().reasons().get(file.stepValues.get("rule.check-buyer.reason"));
    }

    /** The words and codes that would tell. */
    private List<String> telling(String number) {
        CaseFile file = store.find(number).orElseThrow();
        String code = file.stepValues.get("rule.check-buyer.reason");
        assertThat(code).isEqualTo("neither");
        return List.of(reason(file).zh(), reason(file).en(), "neither", "doubtful");
    }

    private String stopping(User reader, String number) {
        return see(reader, number).timeline().stream()
                .filter(event -> event.key().equals("case.event.stopped"))
                .flatMap(event -> event.arguments().stream())
                .findFirst()
                .orElseThrow();
    }

    /** Pages, API and the receipts of all that happened. */
    private List<String> everythingThat(User reader, String number) throws Exception {
        List<String> all = new ArrayList<>();
        for (String door : DOORS) {
            if (reader.department() == null || door.contains("%s")) {
                all.add(read(reader, door.formatted(number)));
            }
        }
        for (CaseEvent event : see(reader, number).timeline()) {
            if (event.leaf() != null) {
                all.add(read(reader, "/ledger/receipts/" + event.leaf()));
                all.add(read(reader, "/api/v1/ledger/receipts/" + event.leaf()));
            }
        }
        return all;
    }

    private String read(User reader, String path) throws Exception {
        MockHttpServletResponse answer = pages.perform(get(path).with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }
}
