package org.yici.app.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.ledger.Checkpoint;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.SignedCheckpoint;

/** Under which names a stored log was signed: only an entry that says so begins another. */
final class AuditLogs {
    private final List<Beginning> said = new ArrayList<>();
    private final List<Beginning> begun = new ArrayList<>();
    private String log = "";

    /** Takes an entry note of, before any checkpoint that signs for it. */
    void read(AuditStore.Leaf leaf) {
        if (leaf.kind().equals(Act.Kind.BEGINNING.name())) {
            Beginning.of(leaf.index(), leaf.entry()).ifPresent(said::add);
        }
    }

    /**
     * Whether a checkpoint may follow.
     *
     * @param signed the size of the checkpoint before
     * @return what is wrong, null if nothing is
     */
    @Nullable
    String fault(Checkpoint checkpoint, long signed) {
        String origin = checkpoint.origin();
        if (origin.equals(log) || log.isEmpty() && LogName.number(origin) == 1) {
            log = origin;
            return null;
        }
        Optional<Beginning> beginning = said.stream()
                .filter(one -> one.log().equals(origin) && one.index() == signed && checkpoint.size() == signed + 1)
                .findFirst();
        if (beginning.isEmpty() || !log.isEmpty() && !LogName.isLater(origin, log)) {
            return "is of the log " + origin + ", which no entry before it begins";
        }
        begun.add(beginning.get());
        log = origin;
        return null;
    }

    /** The beginning of a later log that says that a head's newest entry is lost; known once everything was read. */
    Optional<Beginning> lost(SignedCheckpoint head) {
        return new Beginnings(begun).lost(head.origin(), head.size() - 1, log);
    }

    List<Beginning> begun() {
        return begun;
    }
}
