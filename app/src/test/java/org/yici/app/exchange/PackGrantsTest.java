package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.exchange.TestProvince.about;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.TestProvince.Person;

/** What a pack holds no more is not granted any more. */
@PlatformTest
class PackGrantsTest extends ExchangeScenario {
    @Test
    void aGrantThatThePackHoldsNoMoreIsWithdrawnAndOthersStay() {
        Person person = province.person();
        List<Grant> before = grants.all().stream()
                .filter(grant -> !grant.id().startsWith("T-"))
                .toList();
        Grant open = grants.all().stream()
                .filter(grant -> grant.id().equals("T-OPEN"))
                .findFirst()
                .orElseThrow();
        grants.replacePack(List.of(open));
        assertThat(caller.query(about(person, "open")).status()).isEqualTo(200);
        grants.replacePack(List.of());

        assertRefused(caller.query(about(person, "open")), 403, "purpose-not-granted");
        assertThat(grants.all()).extracting(Grant::id).doesNotContain("T-OPEN").contains("T-CONSENT");
        assertThat(grants.all()).containsAll(before);
        assertThat(jdbc.sql(
                                "select count(*) from ledger.leaf where kind = 'REVOCATION' and entry like '%\"grant\":\"T-OPEN\"%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
