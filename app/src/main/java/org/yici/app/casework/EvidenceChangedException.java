package org.yici.app.casework;

import java.util.List;
import java.util.stream.Collectors;

/** What the case rests on is no longer so: nothing was decided, and the case is stopped until somebody acts on the changes. */
public class EvidenceChangedException extends IllegalCaseStateException {
    private final transient List<EvidenceChange> changes;

    public EvidenceChangedException(String number, List<EvidenceChange> changes) {
        super("Case " + number + " is stopped, because what it rests on has changed: "
                + changes.stream().map(EvidenceChange::text).collect(Collectors.joining("; ")));
        this.changes = List.copyOf(changes);
    }

    /** What changed, as the user may see it. */
    public List<EvidenceChange> changes() {
        return changes;
    }
}
