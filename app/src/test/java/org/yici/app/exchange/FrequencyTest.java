package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.PlatformTest;

@PlatformTest
class FrequencyTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final String right = "right " + UUID.randomUUID();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private FrequencyStore frequency;

    @BeforeEach
    void anInstance() {
        frequency = new FrequencyStore(jdbc, transactions, Clock.systemUTC());
    }

    @Test
    void theWindowSlidesAndSecondsCountWhole() {
        assertThat(admits(0)).isTrue();
        assertThat(admits(30)).isTrue();
        assertThat(admits(60)).isFalse();
        assertThat(admits(61)).isTrue();
        assertThat(admits(90)).isFalse();
        assertThat(admits(91)).isTrue();
        assertThat(admits(92)).isFalse();
        assertThat(admits(1_000_000)).isTrue();
    }

    @Test
    void aRefusedCallDoesNotCount() {
        assertThat(admits(0)).isTrue();
        assertThat(admits(0)).isTrue();
        for (int second = 1; second <= 60; second++) {
            assertThat(admits(second)).isFalse();
        }
        assertThat(admits(61)).isTrue();
    }

    @Test
    void eachRightCountsForItself() {
        assertThat(frequency.admits(right + "a", 1, START)).isTrue();
        assertThat(frequency.admits(right + "b", 1, START)).isTrue();
        assertThat(frequency.admits(right + "a", 1, START)).isFalse();
    }

    @Test
    void instancesCountTogetherAlsoAtTheSameMoment() throws Exception {
        List<FrequencyStore> instances = List.of(frequency, new FrequencyStore(jdbc, transactions, Clock.systemUTC()));
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> calls = IntStream.range(0, 200)
                    .mapToObj(call -> callers.submit(
                            () -> instances.get(call % 2).admits(right, 70, START.plusMillis(call * 100L))))
                    .toList();
            int admitted = 0;
            for (Future<Boolean> call : calls) {
                admitted += call.get() ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(70);
        }
    }

    @Test
    void aCallCountsEvenIfItsCallerRollsBack() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            assertThat(admits(0)).isTrue();
            status.setRollbackOnly();
        });
        assertThat(admits(0)).isTrue();
        assertThat(admits(0)).isFalse();
    }

    private boolean admits(int second) {
        return frequency.admits(right, 2, START.plusSeconds(second));
    }
}
