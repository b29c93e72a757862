package org.yici.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.app.TestStore;
import org.yici.app.ledger.AuditFinding.Kind;

/** Each test does to the stored log what the audit must find. The log has 40 entries in one batch, then 10 one by one. */
@Tag("server")
class LedgerAuditTest {
    private static final String REHASH =
            "update ledger.leaf set hash = sha256('\\x00'::bytea || convert_to(entry, 'UTF8')) where index = ";

    private LedgerFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new LedgerFixture();
        fixture.ledger().appendAll(LedgerFixture.acts(0, 40));
        for (int i = 40; i < 49; i++) {
            fixture.ledger().append(LedgerFixture.act(i));
        }
        fixture.ledger().append(new Act(Act.Kind.CONSENT, "account:seller", null, UUID.randomUUID(), "C", Map.of()));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void anUntouchedLogIsClean() throws SQLException {
        AuditReport report = fixture.audit();
        assertThat(report.findings()).isEmpty();
        assertThat(report.clean()).isTrue();
        assertThat(report.entries()).isEqualTo(50);
        assertThat(report.nodes()).isEqualTo(25 + 12 + 6 + 3 + 1);
        assertThat(report.checkpoints()).isEqualTo(12);
    }

    @Test
    void aLogLongerThanOneChunkIsCleanAndItsAlterationsAreFoundInEveryChunk() throws SQLException {
        for (int i = 0; i < 20; i++) {
            fixture.ledger().appendAll(LedgerFixture.acts(i * 1_000, 1_000));
        }
        assertThat(fixture.audit().findings()).isEmpty();
        fixture.tamper(
                "update ledger.leaf set entry = replace(entry, 'tax', 'vat') where index in (8191, 8192, 19999)");
        assertThat(fixture.audit().findings()).extracting(AuditFinding::from).containsExactly(8191L, 8192L, 19999L);
    }

    @Test
    void anAlteredEntryIsNamed() throws SQLException {
        fixture.tamper("update ledger.leaf set entry = entry || ' ' where index in (17, 44, 49)");
        found(Kind.ENTRY_ALTERED, 17, 18, "Entry 17 was altered", 44, 45, "Entry 44 was altered", 49, 50, "");
    }

    @Test
    void anAlteredEntryWithItsHashComputedAnewIsFoundInItsPair() throws SQLException {
        fixture.tamper("update ledger.leaf set entry = replace(entry, 'GA5100', 'GA5101') where index = 17");
        fixture.tamper(REHASH + "17");
        found(Kind.ENTRIES_REWRITTEN, 16, 18, "One or more of the entries 16 to 17");
    }

    @Test
    void anAlteredEntryWithItsHashComputedAnewIsNamedWhereCheckpointsStandBetween() throws SQLException {
        for (int index : new int[] {44, 47}) {
            fixture.tamper("update ledger.leaf set entry = replace(entry, 'GA5100', 'GA5101') where index = " + index);
            fixture.tamper(REHASH + index);
        }
        found(Kind.ENTRIES_REWRITTEN, 44, 45, "Entry 44 was rewritten", 47, 48, "Entry 47 was rewritten");
    }

    @Test
    void anEntryRewrittenWithAllHashesAboveItIsFoundByTheCheckpoints() throws SQLException {
        fixture.tamper("update ledger.leaf set entry = replace(entry, 'GA5100', 'GA5101') where index = 45");
        fixture.tamper(REHASH + "45");
        for (int level = 1; level <= 5; level++) {
            String below = level == 1
                    ? "select hash from ledger.leaf where index = "
                    : "select hash from ledger.node where level = " + (level - 1) + " and index = ";
            fixture.tamper("update ledger.node n set hash = sha256('\\x01'::bytea || (" + below + "2 * n.index) || ("
                    + below + "2 * n.index + 1)) where level = " + level + " and index = " + (45 >> level));
        }
        found(Kind.TREE_REWRITTEN, 45, 46, "entries 45 to 45 were rewritten, with all hashes above");
    }

    @Test
    void aDeletedEntryIsNamed() throws SQLException {
        fixture.tamper("delete from ledger.leaf where index in (3, 20, 21, 46)");
        found(Kind.ENTRY_MISSING, 3, 4, "Entry 3 is missing", 20, 22, "Entries 20 to 21", 46, 47, "Entry 46");
    }

    @Test
    void aTruncatedTailIsNamed() throws SQLException {
        fixture.tamper("delete from ledger.leaf where index >= 42");
        found(Kind.ENTRY_MISSING, 42, 50, "Entries 42 to 49 are missing");
    }

    @Test
    void swappedEntriesAreFound() throws SQLException {
        swap(6, 7);
        found(Kind.ENTRIES_REWRITTEN, 6, 8, "Entries 6 to 6 and 7 to 7 were exchanged");
    }

    @Test
    void entriesSwappedFarApartAreFoundAtBothPlaces() throws SQLException {
        swap(9, 31);
        found(Kind.ENTRIES_REWRITTEN, 8, 10, "entries 8 to 9", 30, 32, "entries 30 to 31");
    }

    @Test
    void anAlteredLeafHashIsToldFromAnAlteredEntry() throws SQLException {
        fixture.tamper("update ledger.leaf set hash = sha256(hash) where index in (5, 49)");
        found(Kind.LEAF_HASH_ALTERED, 5, 6, "Entry 5 is as written", 49, 50, "Entry 49 is as written");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void anAlteredNodeIsNamedOnEveryLevel(int level) throws SQLException {
        fixture.tamper("update ledger.node set hash = sha256(hash) where level = " + level + " and index = 0");
        found(Kind.NODE_ALTERED, 0, 1 << level, "Node " + level + "/0 ");
    }

    @Test
    void aMissingNodeAndAStrayOneAreNamed() throws SQLException {
        fixture.tamper("delete from ledger.node where level = 2 and index = 3");
        found(Kind.NODE_MISSING, 12, 16, "Node 2/3 (above entries 12 to 15) is missing");
        fixture.tamper("insert into ledger.node values (2, 3, decode(repeat('11', 32), 'hex'))");
        found(Kind.NODE_ALTERED, 12, 16, "Node 2/3");
        fixture.tamper("delete from ledger.node where level = 2 and index = 3");
        fixture.tamper("insert into ledger.node values (1, 25, decode(repeat('11', 32), 'hex'))");
        assertThat(fixture.audit().findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.NODE_MISSING, Kind.NODE_STRAY);
    }

    @Test
    void anAlteredCheckpointIsNamed() throws SQLException {
        fixture.tamper("update ledger.checkpoint set root = sha256(root) where size = 44");
        found(Kind.CHECKPOINT_ALTERED, 44, 44, "The checkpoint at 44 entries says something else");
        fixture.tamper("update ledger.checkpoint c set root = l.root from ledger.checkpoint l"
                + " where c.size = 44 and l.size = 45");
        fixture.tamper("update ledger.checkpoint set note = replace(note, E'\\n44\\n', E'\\n43\\n') where size = 44");
        found(Kind.CHECKPOINT_ALTERED, 44, 44, "is not signed by the log's key");
        fixture.tamper("update ledger.checkpoint set note = 'nothing' where size = 44");
        found(Kind.CHECKPOINT_ALTERED, 44, 44, "is not a checkpoint");
    }

    @Test
    void theCheckpointOfAnotherSizeIsNotTakenForThisOne() throws SQLException {
        fixture.tamper("update ledger.checkpoint c set root = l.root, note = l.note from ledger.checkpoint l"
                + " where c.size = 44 and l.size = 45");
        found(Kind.CHECKPOINT_ALTERED, 44, 44, "says something else in its row");
    }

    @Test
    void entriesThatNoCheckpointSignsForAreNamed() throws SQLException {
        fixture.tamper("delete from ledger.checkpoint where size >= 48");
        found(Kind.NOT_SIGNED, 47, 50, "No checkpoint signs for entries 47 to 49");
    }

    @Test
    void alteredColumnsAreNamed() throws SQLException {
        fixture.tamper("update ledger.leaf set subject = gen_random_uuid(), department = null where index = 7");
        fixture.tamper("update ledger.leaf set actor = 'account:buyer' where index = 49");
        fixture.tamper("update ledger.leaf set appended_at = appended_at - interval '1 microsecond' where index = 9");
        AuditReport report = fixture.audit();
        assertThat(report.findings()).extracting(AuditFinding::kind).containsOnly(Kind.COLUMN_ALTERED);
        assertThat(report.findings())
                .extracting(AuditFinding::message)
                .containsExactly(
                        "Entry 7 says something else than its row's column department, subject or opening.",
                        "Entry 9 says something else than its row's column appended_at.",
                        "Entry 49 says something else than its row's column actor.");
    }

    @Test
    void manyAlterationsAtOnceAreEachNamed() throws SQLException {
        fixture.tamper("update ledger.leaf set entry = entry || ' ' where index = 2");
        fixture.tamper("delete from ledger.leaf where index = 11");
        fixture.tamper("update ledger.node set hash = sha256(hash) where level = 1 and index = 10");
        fixture.tamper("update ledger.checkpoint set note = note || ' ' where size = 46");
        assertThat(fixture.audit().findings())
                .extracting(AuditFinding::kind)
                .containsExactlyInAnyOrder(
                        Kind.ENTRY_ALTERED, Kind.ENTRY_MISSING, Kind.NODE_ALTERED, Kind.CHECKPOINT_ALTERED);
    }

    @Test
    void theAuditWorksWhileThePlatformWrites() throws Exception {
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 200; i++) {
                fixture.ledger().append(LedgerFixture.act(i));
            }
        });
        while (writer.isAlive()) {
            assertThat(fixture.audit().findings()).isEmpty();
        }
        writer.join();
        assertThat(fixture.audit().entries()).isEqualTo(250);
    }

    @Test
    void whoElseALeafNamesCannotBeAlteredUnseen() throws SQLException {
        UUID other = UUID.randomUUID();
        fixture.ledger()
                .append(new Act(
                        Act.Kind.QUERY,
                        "system:tax-core",
                        "tax",
                        UUID.randomUUID(),
                        Set.of(other, UUID.randomUUID()),
                        null,
                        Map.of()));
        assertThat(fixture.audit().findings()).isEmpty();
        fixture.tamper(
                "update ledger.leaf set others = array_remove(others, '" + other + "') where others is not null");
        found(Kind.COLUMN_ALTERED, 50, 51, "column others");
    }

    @Test
    void aDatabaseWithoutALedgerIsSaidToHaveNone() throws SQLException {
        try (var connection = TestStore.server().connect("postgres")) {
            assertThatThrownBy(() -> LedgerAudit.run(connection, fixture.vkey(), List.of(), done -> {}))
                    .hasMessageContaining("has no ledger");
        }
    }

    @Test
    void underAnotherKeyNoCheckpointHolds() throws Exception {
        try (LedgerFixture other = new LedgerFixture();
                var connection = fixture.connect()) {
            assertThat(LedgerAudit.run(connection, other.vkey(), List.of(), done -> {})
                            .clean())
                    .isFalse();
        }
    }

    private void swap(int one, int other) throws SQLException {
        fixture.tamper("update ledger.leaf set index = 1000000 where index = " + one);
        fixture.tamper("update ledger.leaf set index = " + one + " where index = " + other);
        fixture.tamper("update ledger.leaf set index = " + other + " where index = 1000000");
    }

    /** Findings of one kind only: from, to and a part of the message, three by three. */
    private void found(Kind kind, Object... expected) throws SQLException {
        AuditReport report = fixture.audit();
        assertThat(report.found()).as("%s", report.findings()).isEqualTo(expected.length / 3);
        for (int i = 0; i < report.findings().size(); i++) {
            AuditFinding finding = report.findings().get(i);
            assertThat(finding.kind()).as("%s", report.findings()).isEqualTo(kind);
            assertThat(finding.from()).isEqualTo(((Integer) expected[3 * i]).longValue());
            assertThat(finding.to()).isEqualTo(((Integer) expected[3 * i + 1]).longValue());
            assertThat(finding.message()).contains((String) expected[3 * i + 2]);
        }
    }
}
