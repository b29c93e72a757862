package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.ledger.LedgerFixture;
import org.yici.kernel.ledger.Checkpoint;
import org.yici.kernel.ledger.EntryBundle;
import org.yici.kernel.ledger.Frontier;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.MerkleProof;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.SignedNote;
import org.yici.kernel.ledger.Tile;
import org.yici.kernel.ledger.Verification.Verified;
import org.yici.kernel.ledger.VerifierKey;

/** A stranger copies the log over HTTP and checks it. */
class TlogControllerTest {
    /** One full tile, a partial one, and a level above. */
    private static final int SIZE = 700;

    private static LedgerFixture fixture;
    private static MockMvc mvc;

    @BeforeAll
    static void open() throws Exception {
        fixture = new LedgerFixture();
        fixture.ledger().appendAll(LedgerFixture.acts(0, 600));
        fixture.ledger().appendAll(LedgerFixture.acts(600, 100));
        mvc = MockMvcBuilders.standaloneSetup(
                        new TlogController(fixture.ledger(), fixture.tiles()),
                        new LedgerApiController(fixture.ledger(), (user, index) -> index != 124))
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .build();
    }

    @AfterAll
    static void close() throws Exception {
        fixture.close();
    }

    @Test
    void theTilesComputeToTheRootOfTheCheckpoint() throws Exception {
        Checkpoint checkpoint = checkpoint();
        assertThat(checkpoint.size()).isEqualTo(SIZE);
        Frontier fromHashes = Frontier.empty();
        Frontier fromEntries = Frontier.empty();
        List<Hash> leaves = new ArrayList<>();
        for (long index = 0; Tile.widthAt(0, index, SIZE) > 0; index++) {
            int width = Tile.widthAt(0, index, SIZE);
            List<Hash> tile = hashes(new Tile(0, index, width));
            assertThat(tile).hasSize(width);
            leaves.addAll(tile);
            tile.forEach(hash -> fromHashes.append(hash, (node, value) -> {}));
            byte[] bundle = bytes(new Tile(Tile.ENTRIES, index, width));
            EntryBundle.decode(bundle).forEach(entry -> fromEntries.append(Hash.leaf(entry), (node, value) -> {}));
        }
        assertThat(fromHashes.root()).isEqualTo(checkpoint.root());
        assertThat(fromEntries.root()).isEqualTo(checkpoint.root());
        List<Hash> above = hashes(new Tile(1, 0, 2));
        assertThat(above).containsExactly(rootOf(leaves.subList(0, 256)), rootOf(leaves.subList(256, 512)));
    }

    @Test
    void aPartialTileOfAnEarlierCheckpointIsStillThere() throws Exception {
        assertThat(hashes(new Tile(0, 2, 600 - 512))).hasSize(88);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/002",
                "0/003",
                "0/002.p/189",
                "0/003.p/1",
                "1/000",
                "1/000.p/3",
                "2/000.p/1",
                "entries/002",
                "0/2",
                "0/x000/002",
                "0/000.p/256",
                "0/000.p/0",
                "64/000",
                "x/000",
                "0/000/",
                "entries",
                "0"
            })
    void whatTheLogDoesNotHaveIsNotFound(String path) throws Exception {
        MockHttpServletResponse answer = call("/tlog/tile/" + path);
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getHeader("Cache-Control")).doesNotContain("immutable");
    }

    @Test
    void tilesAreKeptForEverAndTheCheckpointIsNot() throws Exception {
        MockHttpServletResponse tile = call("/tlog/tile/0/000");
        assertThat(tile.getContentType()).isEqualTo("application/octet-stream");
        assertThat(tile.getHeader("Cache-Control")).contains("immutable", "public", "max-age=31536000");
        assertThat(tile.getContentAsByteArray()).hasSize(8_192);
        MockHttpServletResponse checkpoint = call("/tlog/checkpoint");
        assertThat(checkpoint.getContentType()).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(checkpoint.getHeader("Cache-Control")).isEqualTo("no-cache");
        assertThat(call("/tlog/vkey").getContentAsString().strip())
                .isEqualTo(fixture.ledger().verifierKey());
    }

    @Test
    void entriesAreCompressedForWhoTakesThat() throws Exception {
        MockHttpServletResponse answer = mvc.perform(
                        get("/tlog/tile/entries/000").header("Accept-Encoding", "gzip"))
                .andReturn()
                .getResponse();
        assertThat(answer.getHeader("Content-Encoding")).isEqualTo("gzip");
        byte[] bundle = new GZIPInputStream(new ByteArrayInputStream(answer.getContentAsByteArray())).readAllBytes();
        assertThat(bundle).isEqualTo(bytes(new Tile(Tile.ENTRIES, 0, 256)));
        assertThat(answer.getContentAsByteArray()).hasSizeLessThan(bundle.length / 2);
    }

    @Test
    void aReceiptIsGivenAsTheVerifierWantsIt() throws Exception {
        MockHttpServletResponse answer = call("/api/v1/ledger/receipts/123");
        assertThat(answer.getContentType()).isEqualTo("application/json");
        assertThat(ReceiptVerifier.verify(
                        answer.getContentAsByteArray(), fixture.ledger().verifierKey()))
                .isInstanceOf(Verified.class);
        assertThat(call("/api/v1/ledger/receipts/700").getStatus()).isEqualTo(404);
        assertThatThrownBy(() -> call("/api/v1/ledger/receipts/124")).hasRootCauseInstanceOf(NotAllowedException.class);
    }

    @Test
    void anInclusionIsProvenWithoutTheEntry() throws Exception {
        String proof = call("/api/v1/ledger/inclusion/123").getContentAsString();
        Receipt receipt = fixture.ledger().receipt(123).orElseThrow();
        Hash leaf = Hash.leaf(receipt.entry().getBytes(StandardCharsets.UTF_8));
        assertThat(proof).contains("\"leaf\":\"" + leaf.base64() + "\"").doesNotContain("tax-core");
        List<Hash> path = receipt.path().stream().map(Hash::ofBase64).toList();
        assertThat(proof).contains(receipt.path());
        assertThat(MerkleProof.provesInclusion(
                        leaf, 123, SIZE, path, checkpoint().root()))
                .isTrue();
        assertThat(call("/api/v1/ledger/inclusion/700").getStatus()).isEqualTo(404);
    }

    @Test
    void consistencyIsProvenAndImpossibleSizesAreRefused() throws Exception {
        String proof = call("/api/v1/ledger/consistency?from=600&to=700").getContentAsString();
        assertThat(proof).contains("\"toRoot\":\"" + checkpoint().root().base64() + "\"");
        for (String sizes : List.of("from=700&to=600", "from=-1&to=5", "from=1&to=701")) {
            MockHttpServletResponse refused = call("/api/v1/ledger/consistency?" + sizes);
            assertThat(refused.getStatus()).isEqualTo(400);
        }
    }

    private static Checkpoint checkpoint() throws Exception {
        SignedNote note = SignedNote.parse(call("/tlog/checkpoint").getContentAsString());
        VerifierKey key = VerifierKey.parse(fixture.ledger().verifierKey());
        assertThat(key.verifies(note.text(), note.signatures().getFirst())).isTrue();
        return Checkpoint.parse(note.text());
    }

    private static List<Hash> hashes(Tile tile) throws Exception {
        byte[] bytes = bytes(tile);
        List<Hash> hashes = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += Hash.LENGTH) {
            hashes.add(Hash.of(java.util.Arrays.copyOfRange(bytes, i, i + Hash.LENGTH)));
        }
        return hashes;
    }

    private static byte[] bytes(Tile tile) throws Exception {
        MockHttpServletResponse answer = call("/tlog/tile/" + tile.path());
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsByteArray();
    }

    private static MockHttpServletResponse call(String path) throws Exception {
        return mvc.perform(get(path)).andReturn().getResponse();
    }

    private static Hash rootOf(List<Hash> leaves) {
        Frontier frontier = Frontier.empty();
        leaves.forEach(leaf -> frontier.append(leaf, (node, value) -> {}));
        return frontier.root();
    }
}
