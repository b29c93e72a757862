package org.yici.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.Checkpoint;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.MerkleProof;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.SignedNote;
import org.yici.kernel.ledger.Verification.Refuted;
import org.yici.kernel.ledger.Verification.Verified;

@Tag("server")
class MerkleLedgerTest {
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
    void anActIsProvenByItsReceiptOfflineAndByTheOneGivenLater() {
        Receipt first = fixture.ledger().append(LedgerFixture.act(1));
        assertThat(fixture.verify(first)).isInstanceOf(Verified.class);
        fixture.ledger().appendAll(LedgerFixture.acts(2, 300));
        Receipt later = fixture.ledger().receipt(0).orElseThrow();
        assertThat(later.entry()).isEqualTo(first.entry());
        assertThat(later.checkpoint()).isNotEqualTo(first.checkpoint());
        assertThat(fixture.verify(later)).isInstanceOf(Verified.class);
        assertThat(fixture.ledger().size()).isEqualTo(301);
        assertThat(fixture.ledger().receipt(301)).isEmpty();
        assertThat(fixture.ledger().receipt(-1)).isEmpty();
    }

    @Test
    void actsAppendedTogetherKeepTheirOrderAndShareACheckpoint() {
        List<Receipt> receipts = fixture.ledger().appendAll(LedgerFixture.acts(0, 50));
        for (int i = 0; i < receipts.size(); i++) {
            assertThat(receipts.get(i).index()).isEqualTo(i);
            assertThat(receipts.get(i).entry()).contains("\"number\":\"" + i + "\"");
            assertThat(receipts.get(i).checkpoint())
                    .isEqualTo(receipts.getFirst().checkpoint());
            assertThat(fixture.verify(receipts.get(i))).isInstanceOf(Verified.class);
        }
        assertThat(fixture.ledger().appendAll(List.of())).isEmpty();
    }

    @Test
    void twoHundredActsAtOnceShareCheckpointsAndEachIsProven() throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Receipt>> futures = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                futures.add(callers.submit(() -> fixture.ledger().append(LedgerFixture.act(number))));
            }
            for (Future<Receipt> future : futures) {
                receipts.add(future.get());
            }
        }
        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(fixture.verify(receipt)).isInstanceOf(Verified.class));
        assertThat(receipts.stream().map(Receipt::index).distinct()).hasSize(200);
        assertThat(receipts.stream().map(Receipt::checkpoint).distinct().count())
                .isLessThan(100);
        assertThat(fixture.audit().findings()).isEmpty();
    }

    @Test
    void theEntryHoldsTheActButNeitherSubjectNorCitizenOpenly() {
        UUID subject = UUID.randomUUID();
        Act act = new Act(Act.Kind.CONSENT, "account:seller", null, subject, "51-1", Map.of("purpose", "house-sale"));
        String entry = fixture.ledger().append(act).entry();
        assertThat(entry)
                .startsWith("{\"actor\":\"person:")
                .contains("\"kind\":\"CONSENT\"", "\"purpose\":\"house-sale\"", "\"caseNumber\":\"51-1\"")
                .doesNotContain("seller", subject.toString())
                .matches(".*\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\"}");
        assertThat(fixture.ledger().append(act).entry()).isNotEqualTo(entry);
        LedgerEntry listed = newest(LedgerFilter.all()).content().getFirst();
        assertThat(listed.actor()).isEqualTo("person");
        assertThat(listed.kind()).isEqualTo(Act.Kind.CONSENT);
    }

    private LedgerSlice newest(LedgerFilter filter) {
        return fixture.ledger().entries(filter, LedgerCursor.newest(), 10);
    }

    @Test
    void entriesAreListedNewestFirstFromAnyPlaceAndBack() {
        fixture.ledger().appendAll(LedgerFixture.acts(0, 25));
        LedgerSlice first = newest(LedgerFilter.all());
        assertThat(first.content())
                .extracting(LedgerEntry::index)
                .startsWith(24L, 23L)
                .hasSize(10);
        assertThat(first.newer()).isFalse();
        assertThat(first.older()).isTrue();

        LedgerSlice last = fixture.ledger().entries(LedgerFilter.all(), LedgerCursor.before(5), 10);
        assertThat(last.content()).extracting(LedgerEntry::index).containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(last.older()).isFalse();
        assertThat(last.newer()).isTrue();

        LedgerSlice back = fixture.ledger().entries(LedgerFilter.all(), LedgerCursor.after(4), 10);
        assertThat(back.content())
                .extracting(LedgerEntry::index)
                .startsWith(14L)
                .endsWith(5L);
        assertThat(back.newer() && back.older()).isTrue();
    }

    @Test
    void entriesAreFoundByKindDepartmentCaseActorAndTime() {
        fixture.ledger().appendAll(LedgerFixture.acts(0, 25));
        fixture.ledger().append(new Act(Act.Kind.DECISION, "account:tax", "housing", null, "N1", Map.of()));
        fixture.ledger().append(new Act(Act.Kind.CONSENT, "account:seller", null, null, null, Map.of()));
        LedgerEntry decision = newest(new LedgerFilter(Act.Kind.DECISION, null, null, null, null, null))
                .content()
                .getFirst();
        assertThat(decision.department()).isEqualTo("housing");
        assertThat(decision.caseNumber()).isEqualTo("N1");
        assertThat(newest(new LedgerFilter(null, "tax", "N1", null, null, null)).content())
                .hasSize(4);
        assertThat(newest(new LedgerFilter(null, null, null, "account:tax", null, null))
                        .content())
                .containsExactly(decision);
        assertThat(newest(new LedgerFilter(null, null, null, "account:seller", null, null))
                        .content())
                .as("a citizen is not found by the account")
                .isEmpty();
        Instant at = decision.at();
        assertThat(newest(new LedgerFilter(null, "housing", null, null, at, at.plusMillis(1)))
                        .content())
                .containsExactly(decision);
        assertThat(newest(new LedgerFilter(null, "housing", null, null, null, at))
                        .content())
                .isEmpty();
        assertThat(newest(new LedgerFilter(null, null, null, null, at.plusSeconds(3600), null))
                        .content())
                .isEmpty();
    }

    @Test
    void anActThatCannotBeAnEntryIsRefusedBeforeItReachesOthers() {
        assertThatThrownBy(() -> fixture.ledger()
                        .append(new Act(Act.Kind.QUERY, "a", null, null, null, Map.of("text", "x".repeat(70_000)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65535");
        assertThatThrownBy(() -> fixture.ledger().append(new Act(Act.Kind.QUERY, "a\0", null, null, null, Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> fixture.ledger().append(new Act(Act.Kind.QUERY, "a\ud800", null, null, null, Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        Act odd = new Act(Act.Kind.QUERY, "a", null, null, null, Map.of("text", "\0 \" \\ \n 𠮷 {}"));
        assertThat(fixture.verify(fixture.ledger().append(odd))).isInstanceOf(Verified.class);
    }

    @Test
    void growthIsProvenBetweenAnyTwoSizes() {
        fixture.ledger().appendAll(LedgerFixture.acts(0, 37));
        for (int from = 0; from <= 37; from++) {
            for (int to : List.of(from, 37)) {
                ConsistencyProof proof = fixture.ledger().consistency(from, to);
                assertThat(MerkleProof.provesConsistency(
                                from,
                                Hash.ofBase64(proof.fromRoot()),
                                to,
                                Hash.ofBase64(proof.toRoot()),
                                proof.path().stream().map(Hash::ofBase64).toList()))
                        .isTrue();
            }
        }
        assertThatThrownBy(() -> fixture.ledger().consistency(0, 38)).hasMessageContaining("37 entries");
        assertThatThrownBy(() -> fixture.ledger().consistency(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLedgerStartedAgainGoesOnWhereItWas() {
        Receipt before = fixture.ledger().appendAll(LedgerFixture.acts(0, 13)).getLast();
        String vkey = fixture.vkey();
        fixture.stop();
        fixture.start();
        assertThat(fixture.vkey()).isEqualTo(vkey);
        assertThat(fixture.ledger().checkpoint()).isEqualTo(before.checkpoint());
        Receipt after = fixture.ledger().append(LedgerFixture.act(13));
        assertThat(after.index()).isEqualTo(13);
        assertThat(fixture.verify(after)).isInstanceOf(Verified.class);
    }

    @Test
    void anEmptyLedgerHasASignedCheckpoint() {
        Checkpoint checkpoint =
                Checkpoint.parse(SignedNote.parse(fixture.ledger().checkpoint()).text());
        assertThat(checkpoint).isEqualTo(new Checkpoint(LedgerFixture.ORIGIN, 0, Hash.EMPTY));
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

    @Test
    void aSecondPlatformOnTheSameDatabaseIsTurnedAway() {
        assertThatThrownBy(() -> fixture.another(LedgerFixture.ORIGIN).start())
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("Another process writes into the ledger");
    }

    @Test
    void theKeyIsTheOwnersOnlyAndTheVerifierLiesBesideIt() throws Exception {
        Path key = fixture.home.resolve("ledger.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Files.readString(fixture.home.resolve("ledger.vkey"))).isEqualTo(fixture.vkey() + "\n");
    }

    @Test
    void aMissingKeyIsRefusedAsSoonAsThereIsALog() throws Exception {
        fixture.stop();
        Files.delete(fixture.home.resolve("ledger.key"));
        assertThatThrownBy(fixture::start)
                .isInstanceOf(LedgerStateException.class)
                .hasMessageContaining("is missing");
    }

    @Test
    void anotherKeyAndAnotherNameAreRefused() throws Exception {
        try (LedgerFixture other = new LedgerFixture()) {
            fixture.stop();
            assertThatThrownBy(() -> fixture.another("renamed.example/ledger").start())
                    .hasMessageContaining("set yici.ledger.origin back");
            assertThatThrownBy(() -> fixture.another("x.example/2026").start())
                    .isInstanceOf(LedgerStateException.class)
                    .hasMessageContaining("yici.ledger.origin is x.example/2026; a name that ends in a number");
            byte[] own = Files.readAllBytes(fixture.home.resolve("ledger.key"));
            Files.write(fixture.home.resolve("ledger.key"), Files.readAllBytes(other.home.resolve("ledger.key")));
            assertThatThrownBy(fixture::start).hasMessageContaining("another key");
            Files.writeString(fixture.home.resolve("ledger.key"), "nonsense");
            assertThatThrownBy(fixture::start).hasMessageContaining("not readable");
            Files.write(fixture.home.resolve("ledger.key"), own);
            fixture.start();
        }
    }

    @Test
    void aLogWhosePartsDisagreeIsNotStarted() throws Exception {
        fixture.ledger().appendAll(LedgerFixture.acts(0, 6));
        fixture.stop();
        fixture.tamper("create table ledger.kept as select * from ledger.leaf where index = 5");
        fixture.tamper("delete from ledger.leaf where index = 5");
        assertThatThrownBy(fixture::start).hasMessageContaining("5 entries, but its newest checkpoint signs for 6");
        fixture.tamper("insert into ledger.leaf select * from ledger.kept");
        fixture.tamper("update ledger.node set hash = decode(repeat('00', 32), 'hex') where level = 2 and index = 0");
        assertThatThrownBy(fixture::start).hasMessageContaining("does not lead to its newest checkpoint");
        fixture.tamper("delete from ledger.node where level = 2 and index = 0");
        assertThatThrownBy(fixture::start).hasMessageContaining("holes");
    }

    @Test
    void aReceiptIsProvenTogetherWithItsAnswerOnly() {
        String answer = "{\"records\": [{\"area\": 89.50}], \"salt\": \"ab\"}";
        String digest = AnswerDigest.ofFile(answer.getBytes(StandardCharsets.UTF_8));
        byte[] receipt = fixture.ledger()
                .append(new Act(Act.Kind.QUERY, "system:tax-core", "tax", null, null, Map.of("answer", digest)))
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
        for (String same : List.of(
                answer,
                "{\"salt\":\"ab\",\"records\":[{\"area\":89.5}]}",
                "{\"answer\":" + answer + ",\"receipt\":{}}")) {
            assertThat(Verify.receiptOf(receipt, fixture.vkey() + "\n", same.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Verified.class);
        }
        assertThat(Verify.receiptOf(
                        receipt,
                        fixture.vkey(),
                        answer.replace("89.50", "89.51").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Refuted.class,
                        refuted -> assertThat(refuted.reason().code()).isEqualTo("other-answer"));
    }

    @Test
    void anAppendAloneCostsAboutOneCommit() throws Exception {
        fixture.tamper("create table public.plain (id bigint generated always as identity primary key, text text)");
        long[] plain = new long[1_000];
        long[] append = new long[1_000];
        try (var connection = fixture.connect();
                var insert = connection.prepareStatement("insert into public.plain (text) values (?)")) {
            for (int i = 0; i < plain.length; i++) {
                long start = System.nanoTime();
                insert.setString(1, "x".repeat(300));
                insert.executeUpdate();
                plain[i] = System.nanoTime() - start;
                start = System.nanoTime();
                fixture.ledger().append(LedgerFixture.act(i));
                append[i] = System.nanoTime() - start;
            }
        }
        long plainMedian = Arrays.stream(plain).skip(500).sorted().toArray()[250];
        long appendMedian = Arrays.stream(append).skip(500).sorted().toArray()[250];
        System.out.printf(
                "ledger append alone: median %d us, plain durable insert: median %d us%n",
                appendMedian / 1_000, plainMedian / 1_000);
        // No linger: the rest is a signature, some hashes and a wider statement.
        assertThat(appendMedian).isLessThan(plainMedian * 3 + 5_000_000);
    }
}
