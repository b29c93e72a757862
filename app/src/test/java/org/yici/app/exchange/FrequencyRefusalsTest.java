package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yici.app.PlatformTest;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.ledger.Receipt;

@PlatformTest
class FrequencyRefusalsTest {
    private Instant now = Instant.parse("2026-11-29T08:00:00Z");

    /** Nothing of a flood is forgotten: what the first leaf did not tell a second one counts. */
    @Test
    void whatIsGatheredIsToldAMinuteLater(@Autowired Ledger ledger) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        FrequencyRefusals refusals = new FrequencyRefusals(ledger, clock);
        String actor = "system:flood-" + UUID.randomUUID();
        Receipt first = null;
        for (int i = 0; i <= 20; i++) {
            Receipt told = refuse(refusals, ledger, actor);
            first = first == null ? told : first;
            assertThat(told.index()).isEqualTo(first.index());
        }
        refusals.tellTheRest();
        assertThat(refuse(refusals, ledger, actor).index())
                .as("within the minute")
                .isEqualTo(first.index());
        now = now.plusSeconds(61);
        refusals.tellTheRest();
        Receipt rest = refuse(refusals, ledger, actor);
        assertThat(rest.index()).isGreaterThan(first.index());
        assertThat(rest.entry()).contains("\"refusedBefore\":\"21\"", "too-frequent", actor);
    }

    private static Receipt refuse(FrequencyRefusals refusals, Ledger ledger, String actor) {
        UUID subject = UUID.randomUUID();
        Request request = new Request("tax", actor, "GA5100/000001", "flood", subject, List.of(), null);
        return refusals.receipt(request, (details, subjects) -> {
            Map<String, String> all = new HashMap<>(details);
            all.put("rule", Rule.TOO_FREQUENT.code());
            return ledger.append(new Act(Act.Kind.REFUSAL, actor, "tax", null, Set.of(subject), null, all));
        });
    }
}
