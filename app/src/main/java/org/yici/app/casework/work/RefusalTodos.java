package org.yici.app.casework.work;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.ProposalStore;
import org.yici.app.casework.reading.Exits;
import org.yici.app.casework.timeline.TimelineStore;
import org.yici.app.casework.writeback.WrittenStore;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;

/**
 * Cases that approvers have to end, if anybody does: those that a colleague proposed to refuse, which wait for a second approver, and those
 * that have stopped with something of them in a register, which their applicants can no longer take back.
 */
@Component
class RefusalTodos implements InboxSource {
    private final ProposalStore proposals;
    private final CaseStore cases;
    private final WrittenStore written;
    private final TimelineStore timeline;
    private final Exits exits;

    RefusalTodos(ProposalStore proposals, CaseStore cases, WrittenStore written, TimelineStore timeline, Exits exits) {
        this.proposals = proposals;
        this.cases = cases;
        this.written = written;
        this.timeline = timeline;
        this.exits = exits;
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        if (!user.is(Role.APPROVER)) {
            return List.of();
        }
        Stream<InboxEntry> proposed = open(user, proposals.refusalsBeside(user))
                .flatMap(file ->
                        proposals.refusalOf(file).stream().map(proposal -> entry(file, "refusal", proposal.at())));
        Stream<InboxEntry> stopped = open(user, written.stopped())
                .filter(file -> !ChangeRow.isForConsent(file.changes)
                        && proposals.refusalOf(file).isEmpty())
                .map(file -> entry(
                        file,
                        "stopped",
                        timeline.lastOf(file.number, Set.of("case.event.stopped"))
                                .orElse(file.openedAt)));
        return Stream.concat(proposed, stopped).limit(limit).toList();
    }

    private Stream<CaseFile> open(User user, List<String> numbers) {
        return numbers.stream()
                .flatMap(number -> cases.find(number).stream())
                .filter(file -> exits.mayRefuse(user, file));
    }

    private static InboxEntry entry(CaseFile file, String what, Instant since) {
        return new InboxEntry(
                what + ":" + file.number,
                since,
                "inbox.todo." + what,
                List.of(),
                file.item.label(),
                file.number,
                null,
                "/cases/" + file.number,
                "inbox.go." + what);
    }
}
