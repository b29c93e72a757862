package org.yici.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yici.app.TestStore;
import org.yici.app.ledger.AuditFinding.Kind;
import org.yici.app.store.SecretFiles;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.Verification.Verified;
import org.yici.kernel.ledger.VerifierKey;
import org.yici.postgres.EmbeddedServer;

/** A log of 12 entries of which a restored backup has fewer, and no newer database is left. */
@Tag("server")
class NewLogTest {
    private static final String SECOND = LedgerFixture.ORIGIN + "/2";
    private static final String REASON = "the disk array burned";

    private LedgerFixture fixture;
    private String oldKey;
    private final List<Receipt> receipts = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        fixture = new LedgerFixture();
        oldKey = fixture.vkey();
        for (int i = 0; i < 12; i++) {
            receipts.add(fixture.ledger().append(LedgerFixture.act(i)));
        }
        fixture.stop();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void theFirstEntryOfTheNewLogSaysWhatIsLostAndEverybodyCanVerifyBothLogs() throws Exception {
        cutTo(8);
        assertThatThrownBy(fixture::start)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("./yici ledger begin");

        Receipt first = begin();
        assertThat(Beginning.of(first.index(), first.entry()))
                .hasValue(new Beginning(
                        SECOND,
                        8,
                        LedgerFixture.ORIGIN,
                        LedgerFixture.ORIGIN,
                        12,
                        receiptHead(11).root().hex(),
                        REASON));
        assertThat(first.entry()).contains("operator:steward-on-duty");
        fixture.start();
        assertThat(fixture.vkey())
                .isEqualTo(VerifierKey.parse(oldKey).forLog(SECOND).toString());
        Receipt next = fixture.ledger().append(LedgerFixture.act(12));
        assertThat(next.index()).isEqualTo(9);

        assertThat(verified(first, fixture.vkey()).origin()).isEqualTo(SECOND);
        assertThat(verified(next, oldKey).origin())
                .as("whoever has the old key")
                .isEqualTo(SECOND);
        assertThat(verified(receipts.get(11), fixture.vkey()).origin()).isEqualTo(LedgerFixture.ORIGIN);
        assertThat(fixture.verify(fixture.ledger().receipt(3).orElseThrow()))
                .as("what was restored is in the new log")
                .isInstanceOf(Verified.class);
        assertThat(Beginnings.keptIn(fixture.home, fixture.vkey()).all())
                .extracting(Beginning::log, Beginning::index)
                .containsExactly(tuple(SECOND, 8L));

        AuditReport report = fixture.audit(receiptHead(7), receiptHead(11), receiptHead(8));
        assertThat(report.begun()).extracting(Beginning::reason).containsExactly(REASON);
        assertThat(report.findings())
                .extracting(AuditFinding::kind, AuditFinding::from, AuditFinding::to)
                .containsExactlyInAnyOrder(tuple(Kind.LOST, 8L, 9L), tuple(Kind.LOST, 8L, 12L));
        assertThat(report.findings().getFirst().message()).contains("are lost, as entry 8 of " + SECOND + " says");
        assertThat(fixture.audit().clean()).isTrue();
    }

    @Test
    void aLossIsNotBelievedWhereNothingIsLost() throws Exception {
        assertThatThrownBy(this::begin)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("Nothing is lost");
        Files.delete(HeadFile.in(fixture.home));
        assertThatThrownBy(this::begin).hasMessageContaining("--against");
    }

    @Test
    void noLogIsBegunUnderARunningPlatformOrOnADamagedDatabase() throws Exception {
        cutTo(8);
        fixture.tamper("update ledger.node set hash = sha256('x') where level = 3");
        assertThatThrownBy(this::begin).hasMessageContaining("damaged");
        assertThat(fixture.count("select count(*) from ledger.leaf")).isEqualTo(8);
        try (LedgerSession running =
                LedgerSession.open(new LedgerFixture.Details(fixture.database), java.time.Duration.ofSeconds(1))) {
            assertThat(running.store().end()).isEqualTo(8);
            assertThatThrownBy(this::begin).hasMessageContaining("stop that platform first");
        }
        cutTo(7);
        assertThat(begin().index()).isEqualTo(7);
    }

    @Test
    void aBeginningThatWasInterruptedAnywhereIsEndedAndNotRepeated() throws Exception {
        cutTo(8);
        byte[] old = Files.readAllBytes(HeadFile.in(fixture.home));
        String first = begin(0).entry();
        for (int files = 1; files <= 4; files++) {
            assertThat(Files.readAllBytes(HeadFile.in(fixture.home))).isEqualTo(old);
            assertThatThrownBy(fixture::start)
                    .as("ended before file %d", files)
                    .hasMessageContaining("end that by ./yici ledger begin");
            assertThat(begin(files).entry()).isEqualTo(first);
        }
        fixture.start();
        assertThat(fixture.ledger().size()).isEqualTo(9);
        assertThat(Files.readString(fixture.home.resolve("ledger-1.head")))
                .isEqualTo(receiptHead(11).head().note());
        assertThat(Beginnings.keptIn(fixture.home, oldKey).all()).hasSize(1);
    }

    @Test
    void aHeadThatIsTornRightAfterTheBeginningLeavesOne() throws Exception {
        cutTo(8);
        begin();
        byte[] bytes = Files.readAllBytes(HeadFile.in(fixture.home));
        bytes[2] = 'x';
        Files.write(HeadFile.in(fixture.home), bytes);
        assertThat(LaterHead.keptIn(fixture.home, oldKey).orElseThrow().size()).isEqualTo(9);
    }

    @Test
    void aReceiptOfTheBeginningThatIsMissingOrTornIsNamedAndWrittenAnew() throws Exception {
        cutTo(8);
        begin();
        Path receipt = fixture.home.resolve("ledger-2.json");
        String whole = Files.readString(receipt);
        for (String torn : new String[] {null, whole.substring(0, 100)}) {
            if (torn == null) {
                Files.delete(receipt);
            } else {
                Files.writeString(receipt, torn);
            }
            assertThatThrownBy(() -> Beginnings.keptIn(fixture.home, oldKey))
                    .isInstanceOf(LedgerStateException.class)
                    .hasMessageContaining("ledger-2.json")
                    .hasMessageContaining("./yici ledger begin");
            assertThatThrownBy(this::begin).hasMessageContaining("Nothing is lost");
            assertThat(Beginnings.keptIn(fixture.home, oldKey).all()).hasSize(1);
        }
    }

    @Test
    void aCutOfTheNewestLogIsNotTakenForABeginningThatWasInterrupted() throws Exception {
        cutTo(8);
        begin();
        fixture.start();
        for (int i = 0; i < 4; i++) {
            fixture.ledger().append(LedgerFixture.act(100 + i));
        }
        Receipt newest = fixture.ledger().append(LedgerFixture.act(104));
        fixture.stop();
        cutTo(12);
        Files.delete(HeadFile.in(fixture.home));

        assertThatThrownBy(() -> begin(receiptHead(11)))
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("no head of it is known")
                .hasMessageContaining("--against");
        assertThat(HeadFile.in(fixture.home)).doesNotExist();
        assertThat(begin(LaterHead.of("The receipt", newest.toJson().getBytes(StandardCharsets.UTF_8), oldKey))
                        .index())
                .isEqualTo(12);
    }

    @Test
    void whatABetterBackupRestoresIsNotCalledLost() throws Exception {
        fixture.tamper("create table leaf as select * from ledger.leaf; create table node as select * from ledger.node;"
                + " create table checkpoint as select * from ledger.checkpoint");
        cutTo(4);
        begin();
        fixture.start();
        Receipt ofSecond =
                fixture.ledger().appendAll(LedgerFixture.acts(100, 7)).getLast();
        Receipt takenOver = fixture.ledger().receipt(2).orElseThrow();
        fixture.stop();
        for (String table : List.of("leaf", "node", "checkpoint")) {
            fixture.tamper("delete from ledger." + table + "; insert into ledger." + table + " select * from " + table);
        }
        cutTo(10);
        assertThat(begin().index()).isEqualTo(10);
        fixture.start();

        Beginnings begun = Beginnings.keptIn(fixture.home, fixture.vkey());
        String newest = begun.newest(LedgerFixture.ORIGIN);
        assertThat(newest).isEqualTo(LedgerFixture.ORIGIN + "/3");
        assertThat(begun.lost(LedgerFixture.ORIGIN, 7, newest))
                .as("lost to the second, restored in the third")
                .isEmpty();
        assertThat(begun.lost(LedgerFixture.ORIGIN, 7, SECOND)).isPresent();
        assertThat(begun.lost(LedgerFixture.ORIGIN, 11, newest))
                .map(Beginning::log)
                .hasValue(newest);
        assertThat(begun.lost(SECOND, ofSecond.index(), newest))
                .as("the second's own")
                .map(Beginning::log)
                .hasValue(newest);
        assertThat(begun.lost(SECOND, takenOver.index(), newest)).isEmpty();
        assertThat(begun.between(LedgerFixture.ORIGIN, newest))
                .extracting(Beginning::log)
                .containsExactly(newest);

        LaterHead second = LaterHead.of("The second", ofSecond.toJson().getBytes(StandardCharsets.UTF_8), oldKey);
        assertThat(fixture.audit(second, receiptHead(7)).findings())
                .extracting(AuditFinding::kind, AuditFinding::to)
                .containsExactly(tuple(Kind.LOST, ofSecond.index() + 1));
    }

    @Test
    void aBackupFromBeforeTheNewLogIsAnotherLossAndAnotherLog() throws Exception {
        cutTo(8);
        begin();
        fixture.start();
        fixture.ledger().appendAll(LedgerFixture.acts(100, 5));
        fixture.stop();
        cutTo(5);
        assertThatThrownBy(fixture::start).hasMessageContaining("knows the log " + SECOND);

        assertThat(begin().index()).isEqualTo(5);
        fixture.start();
        assertThat(fixture.vkey()).startsWith(LedgerFixture.ORIGIN + "/3+");
        assertThat(fixture.audit().clean()).isTrue();
        assertThat(fixture.audit(receiptHead(7)).findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.LOST);
        assertThat(Beginnings.keptIn(fixture.home, fixture.vkey()).all())
                .extracting(Beginning::before)
                .containsExactly(LedgerFixture.ORIGIN, SECOND);
    }

    @Test
    void aCheckpointUnderALaterNameWithoutABeginningIsFound() throws Exception {
        cutTo(8);
        begin();
        fixture.tamper("update ledger.leaf set kind = 'QUERY', entry = replace(entry, '\"BEGINNING\"', '\"QUERY\"')"
                + " where index = 8");
        fixture.start();
        assertThat(fixture.audit().findings())
                .extracting(AuditFinding::message)
                .anyMatch(message -> message.contains("which no entry before it begins"));
    }

    private Receipt begin(LaterHead... known) {
        return begin(Integer.MAX_VALUE, known);
    }

    private Receipt begin(int files, LaterHead... known) {
        return NewLog.begin(
                new NewLog.Place(
                        TestStore.server().url(fixture.database),
                        EmbeddedServer.USER,
                        TestStore.server().password()),
                new SecretFiles(null),
                fixture.home,
                List.of(known),
                "steward-on-duty",
                REASON,
                Clock.systemUTC(),
                files);
    }

    private static Verified verified(Receipt receipt, String vkey) {
        return (Verified) Verify.receipt(receipt.toJson().getBytes(StandardCharsets.UTF_8), vkey);
    }

    private LaterHead receiptHead(int index) {
        byte[] file = receipts.get(index).toJson().getBytes(StandardCharsets.UTF_8);
        return LaterHead.of("The receipt of entry " + index, file, oldKey);
    }

    private void cutTo(int size) throws SQLException {
        fixture.tamper("delete from ledger.leaf where index >= " + size);
        fixture.tamper("delete from ledger.checkpoint where size > " + size);
        fixture.tamper("delete from ledger.node where (index + 1) << level > " + size);
    }
}
