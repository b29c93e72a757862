package org.yici.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.MerkleProof;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.Verification.Refuted;
import org.yici.kernel.ledger.Verification.Verified;

/** What is appended is proven, listed and found. */
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
