package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.map;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;
import org.yici.app.service.ServiceItem;

/** A buyer who is married, and whose household the deed tax counts. */
abstract class HouseholdScenario extends CaseScenario {
    final MockMvc pages;
    User partner;

    HouseholdScenario(ApplicationContext platform, MockMvc pages) {
        super(platform);
        this.pages = pages;
    }

    @BeforeEach
    void aMarriedBuyer() {
        partner = citizen("欧阳若兰");
        marry(buyer, partner, "2018-08-08");
    }

    void nothingReachesTheSeller(String number) {
        Case seen = see(seller, number);
        assertThat(seen.timeline())
                .filteredOn(event -> event.key().equals("case.event.data-arrived"))
                .as("what arrived about the buyer is proven to the buyer")
                .isNotEmpty()
                .allMatch(event -> event.leaf() == null
                        || see(buyer, number).timeline().stream()
                                .noneMatch(own -> event.leaf().equals(own.leaf())));
        assertThat(told(seen))
                .doesNotContain(
                        partner.displayName(),
                        String.valueOf(partner.citizenId()),
                        see(buyer, number)
                                .party("buyer-spouse")
                                .orElseThrow()
                                .subject()
                                .toString(),
                        "children_homes",
                        "25800",
                        "third-or-more");
        assertThat(seen.parties()).extracting(CaseParty::role).containsExactly("seller", "buyer");
        assertThat(seen.item().fields()).extracting(ServiceItem.Field::name).doesNotContain("buyer-spouse_id");
        ReceiptReaders receipts = platform.getBean(ReceiptReaders.class);
        see(buyer, number).timeline().stream()
                .filter(event -> event.leaf() != null)
                .filter(event ->
                        seen.timeline().stream().noneMatch(own -> event.leaf().equals(own.leaf())))
                // The contract that came names the seller too, who reads of that as of all that was read about it.
                .filter(event -> !event.key().equals("case.event.data-arrived"))
                .forEach(event -> {
                    assertThat(receipts.mayRead(seller, event.leaf()))
                            .as(event.key())
                            .isFalse();
                });
        assertThat(seen.timeline())
                .filteredOn(event -> event.leaf() != null)
                .isNotEmpty()
                .allMatch(event -> receipts.mayRead(seller, event.leaf()));
    }

    /** All of a case but its item, whose declaration is public. */
    static String told(Case seen) {
        return Stream.of(
                        seen.parties(),
                        seen.fields(),
                        seen.evidence(),
                        seen.timeline(),
                        seen.changes(),
                        seen.result(),
                        seen.waits(),
                        String.valueOf(seen.reason()),
                        String.valueOf(seen.contract()))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    String forTheBuyer() {
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        cases.consent(buyer, number);
        return number;
    }

    static Map<String, String> naming(User spouse, String children) {
        return map(
                "buyer-spouse_name",
                spouse.displayName(),
                "buyer-spouse_id",
                spouse.citizenId(),
                "children_homes",
                children);
    }

    String page(User who, MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request.with(user(new SignedInUser(who, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
