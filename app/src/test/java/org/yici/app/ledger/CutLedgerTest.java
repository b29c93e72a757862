package org.yici.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.app.ledger.AuditFinding.Kind;
import org.yici.kernel.ledger.Receipt;

/** A database that has lost the newest part of the log, with all that speaks of it. The log has 12 entries in 12 batches. */
@Tag("server")
class CutLedgerTest {
    private LedgerFixture fixture;
    private String vkey;
    private final List<Receipt> receipts = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        fixture = new LedgerFixture();
        vkey = fixture.vkey();
        for (int i = 0; i < 12; i++) {
            receipts.add(fixture.ledger().append(LedgerFixture.act(i)));
        }
        fixture.stop();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 11})
    void aCutLogIsNotWrittenOn(int size) throws SQLException {
        cutTo(size);
        assertThatThrownBy(fixture::start)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("knows a signed head of 12 entries, the database has " + size)
                .hasMessageContaining("Restore the newer database");
        assertThat(audit(kept(), receipt(11), receipt(0)))
                .extracting(AuditFinding::kind)
                .contains(Kind.CUT_OFF)
                .containsOnly(Kind.CUT_OFF);
    }

    @Test
    void aLogThatGrewOtherwiseAfterARestoreIsNotWrittenOn() throws Exception {
        Path head = HeadFile.in(fixture.home);
        Path newer = Files.copy(head, fixture.home.resolve("newer"));
        cutTo(8);
        Files.delete(head);
        receipt(7).keepIn(fixture.home);
        fixture.start();
        fixture.ledger().appendAll(LedgerFixture.acts(100, 6));
        fixture.stop();
        Files.move(newer, head, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(fixture::start)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("another ledger than the one signed at 12 entries");
        assertThat(audit()).isEmpty();
        assertThat(audit(receipt(7))).isEmpty();
        assertThat(audit(receipt(8)))
                .extracting(AuditFinding::kind, AuditFinding::to)
                .containsExactly(tuple(Kind.OTHER_LOG, 9L));
    }

    @Test
    void aLogWithoutItsKeptHeadIsNotWrittenOnUntilItIsKeptAnew() throws Exception {
        LaterHead kept = kept();
        Files.delete(HeadFile.in(fixture.home));
        assertThatThrownBy(fixture::start)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("--keep-head");
        kept.keepIn(fixture.home);
        fixture.start();
        assertThat(fixture.ledger().append(LedgerFixture.act(12)).index()).isEqualTo(12);
    }

    @Test
    void aHeadThatWasTornInTheMidstOfAWriteLeavesTheOneBefore() throws Exception {
        Path head = HeadFile.in(fixture.home);
        byte[] bytes = Files.readAllBytes(head);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int newest = text.indexOf("\n12\n") - 1;
        bytes[newest] = 'x';
        Files.write(head, bytes);
        assertThat(kept().size()).isEqualTo(11);
        fixture.start();
        assertThat(fixture.ledger().size()).isEqualTo(12);
        Files.write(head, new byte[bytes.length]);
        fixture.stop();
        Files.write(head, new byte[bytes.length]);
        assertThatThrownBy(fixture::start).hasMessageContaining("holds no head that the ledger's key signed");
    }

    @Test
    void aDatabaseThatWasExchangedUnderTheRunningPlatformIsNotWrittenOn() throws SQLException {
        fixture.start();
        fixture.tamper("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'yici-ledger' and datname = current_database()");
        cutTo(5);
        assertThatThrownBy(() -> fixture.ledger().append(LedgerFixture.act(12)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasRootCauseInstanceOf(LedgerStateException.class)
                .rootCause()
                .hasMessageContaining("this platform knows a signed head of 12 entries, the database has 5");
        assertThat(fixture.count("select count(*) from ledger.leaf")).isEqualTo(5);
    }

    private List<AuditFinding> audit(LaterHead... later) throws SQLException {
        try (var connection = fixture.connect()) {
            return LedgerAudit.run(connection, vkey, List.of(later), done -> {}).findings();
        }
    }

    private LaterHead kept() {
        return LaterHead.keptIn(fixture.home, vkey).orElseThrow();
    }

    private LaterHead receipt(int index) {
        byte[] file = receipts.get(index).toJson().getBytes(StandardCharsets.UTF_8);
        return LaterHead.of("The receipt of entry " + index, file, vkey);
    }

    private void cutTo(int size) throws SQLException {
        fixture.tamper("delete from ledger.leaf where index >= " + size);
        fixture.tamper("delete from ledger.checkpoint where size > " + size);
        fixture.tamper("delete from ledger.node where (index + 1) << level > " + size);
    }
}
