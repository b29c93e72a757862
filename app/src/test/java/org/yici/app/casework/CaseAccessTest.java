package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.yici.app.casework.TestProvince.citizen;
import static org.yici.app.casework.TestProvince.keys;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.yici.app.casework.Task.Verdict;
import org.yici.app.identity.SignedInUser;
import org.yici.app.identity.User;

/** Who sees a case and hears of it, and whose its tasks are. */
@Tag("road")
class CaseAccessTest extends CaseScenario {
    private final MockMvc web;

    @Autowired
    CaseAccessTest(ApplicationContext platform, MockMvc web) {
        super(platform);
        this.web = web;
    }

    @Test
    void aCaseIsSeenByItsPartiesAndItsDepartmentsOnly() throws Exception {
        String number = cases.open(seller, "house-sale", "").number();
        User stranger = citizen("路人");
        assertThat(cases.find(clerk, number)).as("a draft is nobody else's").isEmpty();
        assertThat(cases.find(stranger, number)).isEmpty();
        assertThatThrownBy(() -> cases.consent(stranger, number)).isInstanceOf(NotAllowedException.class);
        cases.consent(seller, number);
        cases.submit(seller, number, form("860000"));
        assertThat(cases.find(clerk, number)).isPresent();
        assertThat(cases.find(transport, number)).isEmpty();
        Case seen = see(buyer, number);
        assertThat(seen.party("seller").orElseThrow().identifier()).contains("****");
        assertThat(seen.party("buyer").orElseThrow().identifier()).isEqualTo(buyer.citizenId());
        // Nor does it stand in another place of what is shown, such as the field in which it was typed.
        assertThat(see(clerk, number).fields().values())
                .noneMatch(value -> value.contains(String.valueOf(buyer.citizenId())));
        assertThat(shown(clerk, "/cases/" + number) + shown(clerk, "/api/v1/cases/" + number))
                .contains(number)
                .doesNotContain(String.valueOf(buyer.citizenId()))
                .doesNotContain(String.valueOf(seller.citizenId()));
        assertThat(shown(buyer, "/cases/" + number) + shown(buyer, "/api/v1/cases/" + number))
                .contains(number)
                .doesNotContain(String.valueOf(seller.citizenId()));
    }

    private String shown(User user, String path) throws Exception {
        return web.perform(get(path).with(user(new SignedInUser(user, ""))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void ofTwoWhoDecideAtOnceOneLearnsThatItIsDone() throws Exception {
        String number = handedIn();
        String id = task(clerk, number, "accept").id();
        AtomicInteger conflicts = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = List.<Future<?>>of(
                    threads.submit(() -> race(id, Verdict.APPROVE, go, conflicts)),
                    threads.submit(() -> race(id, Verdict.REFUSE, go, conflicts)));
            go.countDown();
            for (Future<?> one : both) {
                one.get();
            }
        }
        assertThat(conflicts).hasValue(1);
        assertThat(keys(see(seller, number)))
                .filteredOn(key -> key.startsWith("case.event.task-"))
                .hasSize(1);
    }

    private void race(String id, Verdict verdict, CountDownLatch go, AtomicInteger conflicts) {
        try {
            go.await();
            cases.decide(clerk, id, new Task.Decision(verdict, "理由", Map.of()));
        } catch (IllegalCaseStateException e) {
            conflicts.incrementAndGet();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTaskIsForItsOwnDepartmentOnly() {
        String number = accepted();
        String id = task(housing, number, "verify-contract").id();
        assertThat(cases.task(tax, id)).isEmpty();
        assertThatThrownBy(() -> cases.decide(tax, id, new Task.Decision(Verdict.APPROVE, "", Map.of())))
                .isInstanceOf(IllegalCaseStateException.class);
        assertThatThrownBy(() -> cases.decide(seller, id, new Task.Decision(Verdict.APPROVE, "", Map.of())))
                .isInstanceOf(NotAllowedException.class);
    }

    @Test
    void whoeverWatchesACaseHearsOfEachChange() {
        String number = cases.open(seller, "house-sale", "").number();
        AtomicInteger heard = new AtomicInteger();
        CaseChanges changes = platform.getBean(CaseChanges.class);
        try (CaseChanges.Watch watch = changes.listen(number, heard::incrementAndGet)) {
            cases.consent(seller, number);
            assertThat(heard).hasPositiveValue();
        }
        int before = heard.get();
        cases.submit(seller, number, form("860000"));
        assertThat(heard).hasValue(before);
    }
}
