package org.yici.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleProofTest {
    private static final int TREES = 70;

    /** The reference tree of the Certificate Transparency project: its leaves and its root at every size. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final TestLog log = TestLog.of(TREES);

    @Test
    void theReferenceTreeHasTheKnownRoots() {
        Frontier frontier = Frontier.empty();
        assertThat(frontier.root().hex()).isEqualTo(ROOTS.get(0));
        for (int i = 0; i < LEAVES.size(); i++) {
            frontier.append(Hash.leaf(HexFormat.of().parseHex(LEAVES.get(i))), (node, hash) -> {});
            assertThat(frontier.root().hex()).isEqualTo(ROOTS.get(i + 1));
        }
    }

    @Test
    void theKnownProofsOfTheReferenceTreeHold() {
        Hash first = Hash.leaf(new byte[0]);
        assertThat(MerkleProof.provesInclusion(
                        first,
                        0,
                        8,
                        hashes(
                                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
                        hash(ROOTS.get(8))))
                .isTrue();
        assertThat(MerkleProof.provesConsistency(
                        6,
                        hash(ROOTS.get(6)),
                        8,
                        hash(ROOTS.get(8)),
                        hashes(
                                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")))
                .isTrue();
        assertThat(MerkleProof.provesConsistency(
                        2,
                        hash(ROOTS.get(2)),
                        5,
                        hash(ROOTS.get(5)),
                        hashes(
                                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")))
                .isTrue();
    }

    @Test
    void everyLeafOfEveryTreeIsProvenAsTheDefinitionSays() {
        for (int size = 1; size <= TREES; size++) {
            Hash root = log.naiveRoot(0, size);
            for (int index = 0; index < size; index++) {
                List<Hash> path = log.inclusion(index, size);
                assertThat(path).isEqualTo(log.naiveInclusion(index, 0, size));
                assertThat(MerkleProof.provesInclusion(log.leaf(index), index, size, path, root))
                        .isTrue();
            }
        }
    }

    @Test
    void everyTreeIsProvenToBeTheBeginningOfEveryLaterOne() {
        for (int second = 0; second <= TREES; second++) {
            Hash secondRoot = log.naiveRoot(0, second);
            for (int first = 0; first <= second; first++) {
                List<Hash> path = log.consistency(first, second);
                if (first > 0) {
                    assertThat(path).isEqualTo(log.naiveConsistency(first, 0, second, true));
                }
                assertThat(MerkleProof.provesConsistency(first, log.naiveRoot(0, first), second, secondRoot, path))
                        .isTrue();
            }
        }
    }

    @Test
    void aProofHoldsForNoOtherLeafIndexOrSize() {
        for (int size = 1; size <= 20; size++) {
            Hash root = log.naiveRoot(0, size);
            for (int index = 0; index < size; index++) {
                List<Hash> path = log.inclusion(index, size);
                for (int other = -1; other <= 40; other++) {
                    if (other != index) {
                        assertThat(MerkleProof.provesInclusion(log.leaf(index), other, size, path, root))
                                .isFalse();
                    }
                }
                assertThat(MerkleProof.provesInclusion(log.leaf(index + 1), index, size, path, root))
                        .isFalse();
            }
        }
    }

    @Test
    void aProofOfTheWrongLengthOrWithAnAlteredHashFails() {
        Random random = new Random(6962);
        for (int size = 2; size <= TREES; size++) {
            Hash root = log.naiveRoot(0, size);
            int index = random.nextInt(size);
            List<Hash> path = log.inclusion(index, size);
            for (int i = 0; i < path.size(); i++) {
                List<Hash> altered = new ArrayList<>(path);
                altered.set(i, Hash.leaf(new byte[] {(byte) i}));
                assertThat(MerkleProof.provesInclusion(log.leaf(index), index, size, altered, root))
                        .isFalse();
                List<Hash> shorter = new ArrayList<>(path);
                shorter.remove(i);
                assertThat(MerkleProof.provesInclusion(log.leaf(index), index, size, shorter, root))
                        .isFalse();
                List<Hash> longer = new ArrayList<>(path);
                longer.add(i, path.get(i));
                assertThat(MerkleProof.provesInclusion(log.leaf(index), index, size, longer, root))
                        .isFalse();
            }
        }
    }

    @Test
    void aRewrittenTreeIsNotConsistentWithTheOldOne() {
        for (int second = 2; second <= TREES; second++) {
            for (int first = 1; first < second; first++) {
                List<Hash> path = log.consistency(first, second);
                Hash secondRoot = log.naiveRoot(0, second);
                Hash rewritten = Hash.node(log.naiveRoot(0, first), Hash.EMPTY);
                assertThat(MerkleProof.provesConsistency(first, rewritten, second, secondRoot, path))
                        .isFalse();
                assertThat(MerkleProof.provesConsistency(first, log.naiveRoot(0, first), second, rewritten, path))
                        .isFalse();
                List<Hash> longer = new ArrayList<>(path);
                longer.add(secondRoot);
                assertThat(MerkleProof.provesConsistency(first, log.naiveRoot(0, first), second, secondRoot, longer))
                        .isFalse();
            }
        }
    }

    @Test
    void aLeafThatTheTreeDoesNotHaveHasNoProof() {
        assertThatThrownBy(() -> MerkleProof.inclusion(5, 5)).hasMessageContaining("5 entries has no entry 5");
        assertThatThrownBy(() -> MerkleProof.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Hash> hashes(String... hex) {
        return List.of(hex).stream().map(MerkleProofTest::hash).toList();
    }

    private static Hash hash(String hex) {
        return Hash.of(HexFormat.of().parseHex(hex));
    }
}
