package org.yici.app.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Leaves that differ in nothing but when they were appended and by which account or system of the department: of the same kind,
 * department, case, purpose, resource, items and right.
 *
 * @param newest the newest of them
 * @param times how many they are
 * @param first when the oldest was appended
 * @param latest the newest {@link #SHOWN} of them, newest first
 * @param groupTimes how many leaves of this department and purpose there are, on all lines
 */
public record LeafLine(SubjectLeaves.Leaf newest, long times, Instant first, List<Moment> latest, long groupTimes) {
    /** How many leaves of a line are listed with it. */
    public static final int SHOWN = 20;

    public LeafLine {
        latest = List.copyOf(latest);
    }

    /** One leaf of the line: its index and when it was appended. */
    public record Moment(long index, Instant at) {}
}
