package org.yici.app.definition;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import java.util.ArrayList;
import java.util.List;

/** How two texts differ, line by line, as people read it. */
public final class TextDiff {
    /** Lines that are the same, shown before and after each change. */
    private static final int AROUND = 3;
    /** What differs in more lines than this is not compared line by line: comparing takes time by their square. */
    private static final int MOST_COMPARED = 2_000;
    /** Lines that are shown; of a longer difference its beginning. */
    private static final int MOST_SHOWN = 3_000;

    private TextDiff() {}

    /** What became of a line. */
    public enum Change {
        SAME,
        REMOVED,
        ADDED,
        /** Stands for lines that are the same and far from every change. */
        LEFT_OUT,
        /** Stands for all that comes after, where there is too much to show. */
        CUT
    }

    /** @param number of the line in the text it is of, from 1; of what is left out, how many lines that is, of what is cut, how many of this list */
    public record Line(Change change, int number, String text) {}

    /** The lines around all changes; empty if the texts are the same. */
    public static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<Line> lines = new ArrayList<>();
        int at = 0;
        List<AbstractDelta<String>> deltas = deltas(old, after.lines().toList());
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
        if (lines.size() > MOST_SHOWN) {
            List<Line> shown = new ArrayList<>(lines.subList(0, MOST_SHOWN));
            shown.add(new Line(Change.CUT, lines.size() - MOST_SHOWN, ""));
            return shown;
        }
        return lines;
    }

    /** Where the middle of two texts, between what both begin and end with, is too long to compare, all of it is changed. */
    private static List<AbstractDelta<String>> deltas(List<String> old, List<String> now) {
        int shorter = Math.min(old.size(), now.size());
        int head = 0;
        while (head < shorter && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<String> before = old.subList(head, old.size() - tail);
        List<String> after = now.subList(head, now.size() - tail);
        if (before.size() + after.size() <= MOST_COMPARED) {
            return DiffUtils.diff(old, now).getDeltas();
        }
        return List.of(new ChangeDelta<>(new Chunk<>(head, before), new Chunk<>(head, after)));
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
