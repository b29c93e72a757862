package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.yici.app.exchange.TestProvince.CONSUMER;
import static org.yici.app.exchange.TestProvince.COUPLES;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.exchange.TestProvince.Couple;
import org.yici.app.exchange.TestProvince.Person;
import tools.jackson.databind.JsonNode;

/** Records that name several people: each of them sees the use, and nobody's consent opens what is about another. */
@PlatformTest
class SeveralSubjectsTest extends ExchangeScenario {
    private static final List<String> ALL = List.of("husband_id", "husband_name", "wife_id", "wife_name", "status");
    private static final String CASE = "N-couple";

    @Autowired
    private AnswerBody form;

    @Test
    void everyPersonWhoseDataLeftSeesTheUse() {
        Couple couple = province.couple();
        Reply reply = caller.query(about(couple.wife(), "couple-duty", ALL));

        assertThat(seen(couple.wife()))
                .extracting(AccessLog.Use::leaf, AccessLog.Use::named)
                .containsExactly(leaf(reply, false));
        assertThat(seen(couple.husband()))
                .extracting(AccessLog.Use::leaf, AccessLog.Use::named)
                .containsExactly(leaf(reply, true));
        assertThat(reply.entry().required("others").size())
                .as("not how many they are")
                .isEqualTo(16);
        assertThat(reply.receipt().entry())
                .doesNotContain(
                        couple.husband().subject().toString(),
                        couple.wife().subject().toString());
        proven(reply);
    }

    @Test
    void whoseDataDidNotLeaveDoesNotSeeTheUse() {
        Couple couple = province.couple();
        caller.query(about(couple.wife(), "couple-duty", List.of("wife_name")));

        assertThat(seen(couple.wife())).hasSize(1);
        assertThat(seen(couple.husband())).isEmpty();
    }

    @Test
    void aCheckShowsToEverybodyWhoseItemsWereCompared() {
        Couple couple = province.couple();
        Map<String, Object> request = new HashMap<>(about(couple.wife(), "couple-duty", List.of()));
        request.remove("items");
        request.put("expect", Map.of("husband_name", "张三"));
        Reply no = caller.check(request);

        assertThat(no.body().required("answer").required("matches").booleanValue())
                .isFalse();
        assertThat(seen(couple.husband())).extracting(AccessLog.Use::kind).containsExactly("check");
    }

    @Test
    void oneSpousesConsentDoesNotOpenTheOthersItems() {
        Couple couple = province.couple();
        consent(couple.wife(), ALL, "couple");
        Reply reply = caller.query(about(couple.wife(), "couple", ALL));

        assertThat(reply.record(0).required("values").propertyNames())
                .containsExactlyInAnyOrder("wife_id", "wife_name", "status");
        assertThat(reply.record(0).required("withheld").toString()).isEqualTo("[\"husband_id\",\"husband_name\"]");
        assertThat(reply.body().toString())
                .as("anywhere, also in the record's key")
                .doesNotContain(couple.husband().citizenId(), "李建国");

        consent(couple.husband(), List.of("husband_name"), "couple");
        JsonNode both = caller.query(about(couple.wife(), "couple", ALL)).record(0);
        assertThat(both.required("values").required("husband_name").stringValue())
                .isEqualTo("李建国");
        assertThat(both.required("withheld").toString()).isEqualTo("[\"husband_id\"]");
    }

    @Test
    void aClaimAboutSomebodyWhoHasNotConsentedIsRefused() {
        Couple couple = province.couple();
        consent(couple.wife(), ALL, "couple");
        Map<String, Object> request = new HashMap<>(about(couple.wife(), "couple", List.of()));
        request.remove("items");
        request.put("expect", Map.of("husband_name", "李建国"));

        assertRefused(caller.check(request), 403, "consent-missing");
    }

    @Test
    void theLegalBasisOfAGrantOpensWhatItNamesAndTheOtherSeesIt() {
        Couple couple = province.couple();
        consent(couple.husband(), ALL, "couple-by-law");
        Reply reply = caller.query(about(couple.husband(), "couple-by-law", ALL));

        assertThat(reply.record(0).required("withheld").toString()).isEqualTo("[\"wife_id\"]");
        assertThat(seen(couple.wife())).extracting(AccessLog.Use::named).containsExactly(true);
    }

    @Test
    void aRecordsKeyIsAnotherForEachDepartment() {
        Person person = province.person();
        assertThat(form.opaqueKey(CONSUMER, COUPLES, person.citizenId()))
                .isEqualTo(form.opaqueKey(CONSUMER, COUPLES, person.citizenId()))
                .isNotEqualTo(form.opaqueKey("test-stranger", COUPLES, person.citizenId()));
    }

    private void consent(Person person, List<String> items, String purpose) {
        consents.give("account:test", person.subject(), CONSUMER, COUPLES, items, purpose, CASE, Duration.ofDays(1));
    }

    private static Map<String, Object> about(Person person, String purpose, List<String> items) {
        return Map.of(
                "resource", COUPLES, "purpose", purpose, "subject", person.citizenId(), "items", items, "case", CASE);
    }

    private List<AccessLog.Use> seen(Person person) {
        return uses.of(person.subject(), 0, 10).content();
    }

    private static Tuple leaf(Reply reply, boolean named) {
        return tuple(reply.receipt().index(), named);
    }
}
