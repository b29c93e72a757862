package org.yici.app.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yici.app.ledger.AuditFinding.Kind;

/** What others hold of a log, held against its tree while that grows. */
final class AuditHeads {
    private final NavigableMap<Long, List<LaterHead>> heads = new TreeMap<>();
    private final Set<LaterHead> others = new HashSet<>();
    private final AuditTree tree;
    private final AuditLogs logs;
    private final Consumer<AuditFinding> report;

    AuditHeads(List<LaterHead> heads, AuditTree tree, AuditLogs logs, Consumer<AuditFinding> report) {
        heads.forEach(head -> this.heads
                .computeIfAbsent(head.size(), size -> new ArrayList<>())
                .add(head));
        this.tree = tree;
        this.logs = logs;
        this.report = report;
    }

    /** Compares the tree with what others know of it at this size. */
    void hold(long size) {
        for (LaterHead head : heads.getOrDefault(size, List.of())) {
            if (tree.compare(head.root()) == AuditTree.Verdict.BROKEN) {
                others.add(head);
            }
        }
    }

    /** At the end, since a later entry may say that what is missing is lost. */
    void tell(long end) {
        for (LaterHead head : heads.values().stream().flatMap(List::stream).toList()) {
            long size = head.size();
            boolean lost = isLost(head);
            if (!lost && size > end) {
                report.accept(new AuditFinding(
                        Kind.CUT_OFF,
                        end,
                        size,
                        head.source() + " is signed for " + size + " entries, the database has " + end
                                + ": the entries " + end + " to " + (size - 1)
                                + " were cut off, or an older backup was restored."));
            } else if (!lost && others.contains(head)) {
                report.accept(new AuditFinding(
                        Kind.OTHER_LOG,
                        0,
                        size,
                        head.source() + " is signed for another log of " + size
                                + " entries: this one was rewritten, or the key signed two."));
            }
        }
    }

    /** Whether the log was begun anew without what this head is signed for. */
    private boolean isLost(LaterHead head) {
        return logs.lost(head.head())
                .map(beginning -> {
                    // What was restored is of another log if the backup was from before this head's began.
                    long from = Math.min(beginning.index(), head.size() - 1);
                    String which =
                            head.source() + " is of the log " + head.head().origin() + " and signed for "
                                    + head.size() + " entries: of these the entries " + from + " to "
                                    + (head.size() - 1) + " are lost, as entry " + beginning.index() + " of "
                                    + beginning.log();
                    boolean stated =
                            !head.head().origin().equals(beginning.before()) || head.size() <= beginning.size();
                    report.accept(new AuditFinding(
                            Kind.LOST,
                            from,
                            head.size(),
                            stated
                                    ? which + " says. Keep it: it is the proof of what it is about."
                                    : which + " conceals: it says that there were " + beginning.size() + "."));
                    return true;
                })
                .orElse(false);
    }
}
