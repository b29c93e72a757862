package org.yici.app.casework.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.PlatformTest;

/** Two acts that wait for each other both take place. */
@PlatformTest
class CaseTransactionTest {
    @Autowired
    private CaseTransaction transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anActThatMetAnotherInADeadlockIsDoneAgain() throws Exception {
        CyclicBarrier met = new CyclicBarrier(2);
        AtomicInteger tries = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> acts = List.of(
                    CompletableFuture.supplyAsync(() -> act(met, tries, 4242, 4243), threads),
                    CompletableFuture.supplyAsync(() -> act(met, tries, 4243, 4242), threads));
            for (CompletableFuture<String> act : acts) {
                assertThat(act.get(30, TimeUnit.SECONDS)).isEqualTo("done");
            }
        }
        assertThat(tries).as("one of them was given up once").hasValue(3);
    }

    private String act(CyclicBarrier met, AtomicInteger tries, int first, int second) {
        boolean[] before = {false};
        return transaction.execute(status -> {
            tries.incrementAndGet();
            lock(first);
            if (!before[0]) {
                before[0] = true;
                try {
                    met.await(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            lock(second);
            return "done";
        });
    }

    private void lock(int key) {
        jdbc.sql("select pg_advisory_xact_lock(977, ?)").param(key).query().listOfRows();
    }
}
