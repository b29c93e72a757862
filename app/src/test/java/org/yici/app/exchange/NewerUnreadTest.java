package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.exchange.TestProvince.about;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.exchange.TestProvince.Person;
import org.yici.kernel.ledger.AnswerDigest;
import tools.jackson.databind.JsonNode;

/** What a department held before it wrote something that could not be read is not given as what it holds now. */
@PlatformTest
class NewerUnreadTest extends ExchangeScenario {
    @Test
    void anAnswerSaysThatChangesDoNotComeIn() {
        Person person = province.person();
        assertThat(answer(person).has("not_collected")).isFalse();
        jdbc.sql("""
                        insert into collection.source (name, department, url, username, password, slot, publication, state)
                        values ('test', 'test-provider', 'jdbc:none', 'none', '', 'none', 'yici', 'unreachable')
                        on conflict (name) do update set state = excluded.state""").update();
        try {
            assertThat(answer(person).required("not_collected").booleanValue()).isTrue();
        } finally {
            jdbc.sql("delete from collection.source where name = 'test'").update();
        }
        assertThat(answer(person).has("not_collected")).isFalse();
    }

    private JsonNode answer(Person person) {
        Reply reply = caller.query(about(person, "open"));
        assertThat(proven(reply).required(AnswerDigest.FIELD).stringValue())
                .isEqualTo(AnswerDigest.sha256(reply.body().required("answer")));
        return reply.body().required("answer");
    }

    @Test
    void anAnswerSaysThatTheDepartmentHasWrittenTheRecordAnew() {
        Person person = province.person();
        Map<String, Object> request = new HashMap<>(about(person, "open"));
        assertThat(caller.query(request).record(0).has("newer_unread")).isFalse();
        jdbc.sql("""
                        insert into collection.quarantine (resource, source, source_key, position, sequence, rule, item,
                            value, record, edition, source_time)
                        values (?, 'test', ?, 2, 0, 'code.unknown', 'status', '?', '{}', 1, '2026-11-29T08:00:00Z')""").params(TestProvince.CONDITIONAL, person.citizenId()).update();

        Reply reply = caller.query(request);
        assertThat(Instant.parse(reply.record(0).required("newer_unread").stringValue()))
                .isEqualTo("2026-11-29T08:00:00Z");
        assertThat(proven(reply).required(AnswerDigest.FIELD).stringValue())
                .isEqualTo(AnswerDigest.sha256(reply.body().required("answer")));
        Map<String, Object> claim = new HashMap<>(request);
        claim.put("expect", Map.of("name", "王小芳"));
        Reply checked = caller.check(claim);
        assertThat(checked.body().required("answer").required("matches").booleanValue())
                .isTrue();
        assertThat(checked.body().required("answer").required("newer_unread").booleanValue())
                .isTrue();
        assertThat(proven(checked).required(AnswerDigest.FIELD).stringValue())
                .isEqualTo(AnswerDigest.sha256(checked.body().required("answer")));

        jdbc.sql("update collection.quarantine set state = 'superseded' where source_key = ?")
                .param(person.citizenId())
                .update();
        assertThat(caller.query(request).record(0).has("newer_unread")).isFalse();
    }
}
