package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.exchange.TestProvince.about;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.TestProvince.Person;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;

/** What a pack holds no more is not granted any more. */
@PlatformTest
class PackGrantsTest extends ExchangeScenario {
    @Autowired
    private GrantAdministration administration;

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

    @Test
    void whatPeopleDidToAGrantThePackDoesNotUndo() {
        Person person = province.person();
        Grant packs = grants.all().stream()
                .filter(grant -> grant.id().equals("T-NARROW"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> request = new HashMap<>(about(person, "narrow"));
        request.put("items", List.of("name"));
        grants.replacePack(List.of(packs));
        User operator = new User("operator-pack", "运维", Set.of(Role.OPERATOR), null, null);
        administration.suspend(operator, packs.id(), "核查中");
        grants.replacePack(List.of(packs));
        assertRefused(caller.query(request), 403, "grant-suspended");
        administration.resume(operator, packs.id(), "核查完毕");
        assertThat(caller.query(request).status()).isEqualTo(200);
        grants.replacePack(List.of());
        assertRefused(caller.query(request), 403, "purpose-not-granted");
    }
}
