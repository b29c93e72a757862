package org.yici.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.PlatformTest;
import org.yici.kernel.ledger.Receipt;

/** The ledger holds no act that did not happen without saying so. */
@Tag("server")
@PlatformTest
class PendingActsTest {
    @Autowired
    private Ledger ledger;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @EnumSource(Act.Kind.class)
    void whatIsRolledBackIsVoidedUnlessItHadLeftAlready(Act.Kind kind) {
        UUID subject = UUID.randomUUID();
        Receipt receipt = transaction.execute(status -> {
            Receipt appended = ledger.append(act(kind, subject));
            status.setRollbackOnly();
            return appended;
        });

        boolean left = Set.of(
                        Act.Kind.QUERY,
                        Act.Kind.CHECK,
                        Act.Kind.READING,
                        Act.Kind.REFUSAL,
                        Act.Kind.BEGINNING,
                        Act.Kind.VOID)
                .contains(kind);
        assertThat(voids(receipt.index())).isEqualTo(left ? 0 : 1);
        assertThat(pending(receipt.index())).isZero();
    }

    @Test
    void whatIsCommittedStands() {
        Receipt receipt = transaction.execute(status -> ledger.append(act(Act.Kind.DECISION, UUID.randomUUID())));

        assertThat(voids(receipt.index())).isZero();
        assertThat(pending(receipt.index())).isZero();
    }

    @Test
    void anActOutsideOfATransactionStands() {
        Receipt receipt = ledger.append(act(Act.Kind.PUBLICATION, UUID.randomUUID()));

        assertThat(pending(receipt.index())).isZero();
    }

    @Test
    void anActThatWasVoidedMeanwhileCannotTakeEffectAnyMore() {
        Receipt voided = ledger.append(act(Act.Kind.DECISION, UUID.randomUUID()));

        assertThat(new PendingActStore(jdbc).takeEffect(List.of(voided.index())))
                .isFalse();
    }

    @Test
    void whatAProcessHadBegunWhenItDiedIsVoidedAtTheNextStart() throws Exception {
        try (LedgerFixture fixture = new LedgerFixture()) {
            fixture.ledger().appendAll(LedgerFixture.acts(0, 3));
            fixture.stop();
            fixture.tamper("insert into ledger.pending values (1)");
            fixture.start();
            fixture.stop();
            fixture.start();

            assertThat(fixture.count("select count(*) from ledger.leaf where kind = 'VOID'"))
                    .isEqualTo(1);
            assertThat(fixture.ledger().receipt(3).orElseThrow().entry())
                    .contains("\"voids\":\"1\"", "the platform stopped before its transaction was committed");
            assertThat(fixture.count("select count(*) from ledger.pending")).isZero();
            assertThat(fixture.audit().findings()).isEmpty();
        }
    }

    private static Act act(Act.Kind kind, UUID subject) {
        return new Act(kind, "account:test", "tax", subject, "N-void", Map.of());
    }

    private long voids(long index) {
        return jdbc.sql("select count(*) from ledger.leaf where kind = 'VOID' and entry like ?")
                .param("%\"voids\":\"" + index + "\"%")
                .query(Long.class)
                .single();
    }

    private long pending(long index) {
        return jdbc.sql("select count(*) from ledger.pending where index = ?")
                .param(index)
                .query(Long.class)
                .single();
    }
}
