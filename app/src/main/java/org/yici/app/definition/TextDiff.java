package org.yici.app.definition;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** How two texts differ, line by line, as people read it. */
public final class TextDiff {
    /** Lines that are the same, shown before and after each change. */
    private static final int AROUND = 3;

    private TextDiff() {}

    /** What became of a line. */
    public enum Change {
        SAME,
        REMOVED,
        ADDED,
        /** Stands for lines that are the same and far from every change. */
        LEFT_OUT
    }

    /** @param number of the line in the text it is of, from 1; of what is left out, how many lines that is */
    public record Line(Change change, int number, String text) {}

    /** The lines around all changes; empty if the texts are the same. */
    public static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<Line> lines = new ArrayList<>();
        int at = 0;
        List<AbstractDelta<String>> deltas =
                DiffUtils.diff(old, after.lines().toList()).getDeltas();
        for (AbstractDelta<String> delta : deltas) {
            same(lines, old, at, delta.getSource().getPosition(), lines.isEmpty(), false);
            add(
                    lines,
                    Change.REMOVED,
                    delta.getSource().getPosition(),
                    delta.getSource().getLines());
            add(
                    lines,
                    Change.ADDED,
                    delta.getTarget().getPosition(),
                    delta.getTarget().getLines());
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        if (!deltas.isEmpty()) {
            same(lines, old, at, old.size(), false, true);
        }
        return lines;
    }

    private static void same(List<Line> lines, List<String> old, int from, int to, boolean first, boolean last) {
        int head = first ? from : Math.min(from + AROUND, to);
        int tail = last ? to : Math.max(to - AROUND, head);
        add(lines, Change.SAME, from, old.subList(from, head));
        if (tail > head) {
            lines.add(new Line(Change.LEFT_OUT, tail - head, ""));
        }
        add(lines, Change.SAME, tail, old.subList(tail, to));
    }

    private static void add(List<Line> lines, Change change, int position, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            lines.add(new Line(change, position + i + 1, texts.get(i)));
        }
    }
}
