package org.yici.app.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yici.app.definition.TextDiff.Change;
import org.yici.app.definition.TextDiff.Line;

class TextDiffTest {
    @Test
    void changesAreShownWithTheLinesAround() {
        String before = lines(1, 20, "same ");
        List<Line> diff = TextDiff.of(before, before.replace("same 10\n", "other\n"));
        assertThat(diff)
                .extracting(Line::change)
                .containsExactly(
                        Change.LEFT_OUT,
                        Change.SAME,
                        Change.SAME,
                        Change.SAME,
                        Change.REMOVED,
                        Change.ADDED,
                        Change.SAME,
                        Change.SAME,
                        Change.SAME,
                        Change.LEFT_OUT);
        assertThat(TextDiff.of(before, before)).isEmpty();
    }

    /** Comparing takes time by the square of what differs, and whoever looks at the page would wait for it. */
    @Test
    void whatDiffersInVeryManyLinesIsChangedAsAWhole() {
        String text = lines(1, 60, "line ");
        List<Line> diff = TextDiff.of(text, "\n".repeat(50_000) + text);
        assertThat(diff).hasSize(3_001);
        assertThat(diff.getLast()).isEqualTo(new Line(Change.CUT, 47_004, ""));
        List<Line> middle =
                TextDiff.of("begin\n" + lines(1, 1_500, "a") + "end\n", "begin\n" + lines(1, 1_400, "b") + "end\n");
        assertThat(middle).filteredOn(line -> line.change() == Change.REMOVED).hasSize(1_500);
        assertThat(middle).filteredOn(line -> line.change() == Change.ADDED).hasSize(1_400);
        assertThat(middle.getFirst()).isEqualTo(new Line(Change.SAME, 1, "begin"));
        assertThat(middle.getLast()).isEqualTo(new Line(Change.SAME, 1_502, "end"));
    }

    private static String lines(int from, int to, String text) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> text + i + "\n").collect(Collectors.joining());
    }
}
