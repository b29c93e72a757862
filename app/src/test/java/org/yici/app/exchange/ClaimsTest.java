package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yici.app.exchange.TestProvince.about;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yici.app.PlatformTest;
import org.yici.app.exchange.Caller.Reply;
import org.yici.app.exchange.TestProvince.Person;

/** A check answers yes or no; asked often enough it would read the value. */
@PlatformTest
class ClaimsTest extends ExchangeScenario {
    private Reply claim(Caller by, Person person, String item, String value) {
        Map<String, Object> request = new HashMap<>(about(person, "open"));
        request.put("expect", Map.of(item, value));
        return by.check(request);
    }

    @Test
    void aFourthDifferentValueOfOneItemIsRefusedForTheDay() {
        Person person = province.person();
        for (int day = 1; day <= 3; day++) {
            assertThat(claim(caller, person, "born", "1990-03-0" + day).status())
                    .isEqualTo(200);
        }

        assertRefused(claim(caller, person, "born", "1990-03-07"), 429, "too-many-claims");
        assertThat(claim(caller, person, "born", " 1990-03-03 ").status())
                .as("what was claimed before tells nothing new")
                .isEqualTo(200);
        assertThat(claim(caller, person, "status", "normal").status()).isEqualTo(200);
        assertThat(claim(caller, province.person(), "born", "1990-03-07").status())
                .isEqualTo(200);
    }

    @Test
    void anotherSystemOfTheDepartmentIsNoWayRound() {
        Person person = province.person();
        for (int day = 1; day <= 3; day++) {
            claim(caller, person, "born", "1990-03-0" + day);
        }
        Caller second = new Caller(port, "core." + UUID.randomUUID());
        identities.register(second.system("test-core-2", TestProvince.CONSUMER));

        assertRefused(claim(second, person, "born", "1990-03-07"), 429, "too-many-claims");
    }

    @Test
    void theDayPassesButTheMonthIsBoundedToo() {
        Person person = province.person();
        for (int n = 0; n < 12; n++) {
            assertThat(claim(caller, person, "born", "19" + (10 + n) + "-03-07").status())
                    .isEqualTo(200);
            yesterday(person);
        }

        assertRefused(claim(caller, person, "born", "1990-03-07"), 429, "too-many-claims");
    }

    @Test
    void manyAtOnceAreNoWayRound() throws Exception {
        Person person = province.person();
        List<Callable<Reply>> calls = IntStream.range(0, 12)
                .<Callable<Reply>>mapToObj(n -> () -> claim(caller, person, "born", "19" + (10 + n) + "-03-07"))
                .toList();
        long answered = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Reply> reply : threads.invokeAll(calls)) {
                answered += reply.get().status() == 200 ? 1 : 0;
            }
        }

        assertThat(answered).isEqualTo(3);
    }

    private void yesterday(Person person) {
        jdbc.sql("update exchange.claim set claimed_at = claimed_at - interval '25 hours' where subject = ?")
                .param(person.subject())
                .update();
    }
}
