package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.citizen;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.identity.Role;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;

/** Who may read what a leaf of a case says. */
class ReceiptReadersTest extends CaseScenario {
    private final MockMvc pages;
    private final Ledger ledger;

    @Autowired
    ReceiptReadersTest(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
        this.ledger = platform.getBean(Ledger.class);
    }

    @Test
    void onlyThoseWhomALeafConcernsReadItsReceipt() throws Exception {
        String number = handedIn();
        long leaf = see(buyer, number).evidence("buyer-identity").orElseThrow().leaf();
        User auditor = new User("auditor-r", "审计", Set.of(Role.AUDITOR), null, null);
        for (User reader : new User[] {buyer, housing, clerk, auditor}) {
            MockHttpServletResponse answer = read(reader, leaf);
            assertThat(answer.getStatus()).as(reader.username()).isEqualTo(200);
            assertThat(answer.getContentAsString()).contains(number);
        }
        // The seller reads what the seller's own page names: what was retrieved about the buyer is not among it.
        for (User stranger : new User[] {citizen("胡一帆"), transport, seller}) {
            assertThat(read(stranger, leaf).getStatus()).as(stranger.username()).isEqualTo(403);
        }
        MockHttpServletResponse unknown =
                pages.perform(get("/ledger/receipts/" + leaf)).andReturn().getResponse();
        assertThat(unknown.getRedirectedUrl()).isEqualTo("/login");
        assertThat(unknown.getContentAsString()).isEmpty();
    }

    @Test
    void howALogWasBegunAnewIsEverybodysToRead() throws Exception {
        long leaf = ledger.append(new Act(
                        Act.Kind.BEGINNING, "operator:ops", null, null, null, Map.of("reason", "a test of readers")))
                .index();
        MockHttpServletResponse answer =
                pages.perform(get("/ledger/receipts/" + leaf)).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).contains("a test of readers");
    }

    private MockHttpServletResponse read(User reader, long leaf) throws Exception {
        return pages.perform(get("/ledger/receipts/" + leaf).with(user(new SignedInUser(reader, ""))))
                .andReturn()
                .getResponse();
    }
}
