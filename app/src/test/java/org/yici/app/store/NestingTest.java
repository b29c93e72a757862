package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.TestStore;
import org.yici.postgres.EmbeddedServer;

/** Whoever holds the last connection of the pool and needs another one gets it. */
class NestingTest {
    private static final int ALL = 2;

    private final HikariDataSource pool = pool();
    private final SecondPool both = new SecondPool(pool);
    private final JdbcClient jdbc = JdbcClient.create(both);
    private final Nesting transactions = new Nesting(both);
    private final TransactionTemplate first = new TransactionTemplate(transactions);
    private final TransactionTemplate apart = new TransactionTemplate(transactions);

    NestingTest() {
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @AfterEach
    void close() {
        both.close();
        pool.close();
    }

    @Test
    void transactionsWithinTransactionsDoNotWaitForEachOther() throws Exception {
        assertThat(whileAllAreHeld(() -> apart.execute(status -> backend()))).hasSize(ALL);
    }

    @Test
    void norDoThreadsThatWorkForATransaction() throws Exception {
        assertThat(whileAllAreHeld(() -> {
                    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                        return threads.submit(Nesting.carriedInto(() -> apart.execute(status -> backend())))
                                .get();
                    }
                }))
                .hasSize(ALL);
    }

    @Test
    void afterATransactionItsThreadTakesFirstConnectionsAgain() {
        first.executeWithoutResult(status -> apart.execute(inner -> backend()));
        assertThat(Nesting.holdsOne()).isFalse();
        first.executeWithoutResult(status -> {
            backend();
            status.setRollbackOnly();
        });
        assertThat(Nesting.holdsOne()).isFalse();
    }

    private List<Integer> whileAllAreHeld(Callable<Integer> act) throws Exception {
        CyclicBarrier together = new CyclicBarrier(ALL);
        Callable<Integer> holder = () -> first.execute(status -> {
            int mine = backend();
            try {
                together.await();
                int other = act.call();
                together.await();
                assertThat(other).isNotEqualTo(mine);
                return other;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(ALL)) {
            return threads.invokeAll(List.of(holder, holder)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private int backend() {
        return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
    }

    private static HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(TestStore.server().url("yici"));
        pool.setUsername(EmbeddedServer.USER);
        pool.setPassword(TestStore.server().password());
        pool.setMaximumPoolSize(ALL);
        pool.setConnectionTimeout(1_000);
        return pool;
    }
}
