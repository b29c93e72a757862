package org.yici.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.yici.app.TestStore;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.Verification.Verified;

/** A database that takes nothing, lets nobody in or cuts connections: what was acknowledged is there, and the ledger goes on. */
@Tag("server")
class LedgerOutageTest {
    private LedgerFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new LedgerFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void aConnectionThatIsKilledAgainAndAgainLosesNothingThatWasAcknowledged() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread killer = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                try {
                    fixture.tamper("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name = 'yici-ledger' and datname = current_database()");
                    Thread.sleep(15);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        });
        List<Receipt> acknowledged = new ArrayList<>();
        int failed = 0;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 30; round++) {
                List<Future<Receipt>> futures = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    int number = round * 20 + i;
                    futures.add(callers.submit(() -> fixture.ledger().append(LedgerFixture.act(number))));
                }
                for (Future<Receipt> future : futures) {
                    try {
                        acknowledged.add(future.get());
                    } catch (ExecutionException e) {
                        assertThat(e).hasCauseInstanceOf(LedgerUnavailableException.class);
                        failed++;
                    }
                }
            }
        }
        done.set(true);
        killer.join();
        Set<String> stored = new HashSet<>();
        for (long i = 0; i < fixture.ledger().size(); i++) {
            assertThat(stored.add(fixture.ledger().receipt(i).orElseThrow().entry()))
                    .isTrue();
        }
        assertThat(acknowledged).hasSize(600 - failed).isNotEmpty();
        assertThat(acknowledged).allSatisfy(receipt -> {
            assertThat(fixture.verify(receipt)).isInstanceOf(Verified.class);
            assertThat(stored).contains(receipt.entry());
        });
        fixture.ledger().append(LedgerFixture.act(1_000));
        assertThat(fixture.audit().findings()).isEmpty();
    }

    @Test
    void whileTheDatabaseTakesNothingAppendsFailAndLaterOnesWork() throws Exception {
        fixture.ledger().append(LedgerFixture.act(0));
        assertThat(fixture.health(Duration.ZERO)).isEqualTo(Status.UP);
        fixture.tamper("alter table ledger.leaf rename to away");
        assertThatThrownBy(() -> fixture.ledger().append(LedgerFixture.act(1)))
                .isInstanceOf(LedgerUnavailableException.class);
        assertThat(fixture.health(Duration.ZERO)).isEqualTo(Status.DOWN);
        assertThat(fixture.health(Duration.ofSeconds(61)))
                .as("somebody must try again")
                .isEqualTo(Status.UP);
        fixture.tamper("alter table ledger.away rename to leaf");
        Receipt receipt = fixture.ledger().append(LedgerFixture.act(2));
        assertThat(fixture.health(Duration.ZERO)).isEqualTo(Status.UP);
        assertThat(receipt.index()).isEqualTo(1);
        assertThat(fixture.verify(receipt)).isInstanceOf(Verified.class);
    }

    @Test
    void whileTheDatabaseLetsNobodyInAppendsFailAndLaterOnesWork() throws Exception {
        fixture.ledger().append(LedgerFixture.act(0));
        try (var connection = TestStore.server().connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter database " + fixture.database + " allow_connections false");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                    + fixture.database + "'");
            assertThatThrownBy(() -> fixture.ledger().append(LedgerFixture.act(1)))
                    .isInstanceOf(LedgerUnavailableException.class);
            statement.execute("alter database " + fixture.database + " allow_connections true");
        }
        assertThat(fixture.ledger().append(LedgerFixture.act(2)).index()).isEqualTo(1);
    }
}
