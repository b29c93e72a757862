package org.yici.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/000",
                "0/x001/x234/067",
                "1/x001/000.p/17",
                "63/999",
                "entries/000",
                "entries/x001/234.p/255",
                "0/x999/x999/x999/x999/x999/999"
            })
    void aPathStandsForOneTileAndTheTileForThatPath(String path) {
        assertThat(Tile.parse(path).orElseThrow().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/",
                "0/0",
                "0/0000",
                "00/000",
                "64/000",
                "-1/000",
                "0/x000/001",
                "0/001/002",
                "0/x001",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/000.p/",
                "0/000.p/1/",
                "0/x001/234/",
                "data/000",
                "0/x999/x999/x999/x999/x999/x999/999",
                "0/٠٠٠"
            })
    void anyOtherPathIsRefused(String path) {
        assertThat(Tile.parse(path)).isEmpty();
    }

    @Test
    void theIndexOfTheStandardsExampleIsEncodedAsThere() {
        assertThat(new Tile(0, 1_234_067, Tile.FULL).path()).isEqualTo("0/x001/x234/067");
        assertThat(Tile.parse("0/x001/x234/067.p/8")).contains(new Tile(0, 1_234_067, 8));
    }

    @Test
    void theTreeOfSeventyThousandHasTheTilesOfTheStandardsExample() {
        assertThat(Tile.widthAt(0, 272, 70_000)).isEqualTo(256);
        assertThat(Tile.widthAt(0, 273, 70_000)).isEqualTo(112);
        assertThat(Tile.widthAt(0, 274, 70_000)).isZero();
        assertThat(Tile.widthAt(1, 0, 70_000)).isEqualTo(256);
        assertThat(Tile.widthAt(1, 1, 70_000)).isEqualTo(17);
        assertThat(Tile.widthAt(2, 0, 70_000)).isEqualTo(1);
        assertThat(Tile.widthAt(3, 0, 70_000)).isZero();
        assertThat(Tile.widthAt(63, 0, Long.MAX_VALUE)).isZero();
        assertThat(Tile.widthAt(0, 0, 256)).isEqualTo(256);
        assertThat(Tile.widthAt(1, 0, 256)).isEqualTo(1);
        assertThat(Tile.widthAt(0, 1, 256)).isZero();
        assertThat(Tile.widthAt(Tile.ENTRIES, 273, 70_000)).isEqualTo(112);
    }

    @Test
    void theHashesOfATileAreCompleteSubtrees() {
        assertThat(new Tile(1, 3, 17).first()).isEqualTo(new Node(8, 768));
    }

    @Test
    void aBundleGivesItsEntriesBack() {
        List<byte[]> entries = List.of(
                "一次".getBytes(StandardCharsets.UTF_8), new byte[0], new byte[300], new byte[EntryBundle.MAX_ENTRY]);
        byte[] bundle = EntryBundle.encode(entries);
        assertThat(bundle[0]).isZero();
        assertThat(bundle[1]).isEqualTo((byte) 6);
        assertThat(EntryBundle.decode(bundle)).usingRecursiveComparison().isEqualTo(entries);
    }

    @Test
    void aBundleThatIsCutOffIsRefused() {
        byte[] bundle = EntryBundle.encode(List.of(new byte[5]));
        assertThatThrownBy(() -> EntryBundle.decode(java.util.Arrays.copyOf(bundle, 6)))
                .hasMessageContaining("inside entry 0");
        assertThatThrownBy(() -> EntryBundle.decode(java.util.Arrays.copyOf(bundle, 1)))
                .hasMessageContaining("inside entry 0");
        assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[EntryBundle.MAX_ENTRY + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
