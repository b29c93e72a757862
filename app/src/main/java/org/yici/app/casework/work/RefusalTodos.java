package org.yici.app.casework.work;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.ProposalStore;
import org.yici.app.casework.file.ProposalStore.Proposal;
import org.yici.app.casework.reading.Exits;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;

/** Cases that a colleague proposed to refuse, which wait for a second approver to confirm or return it. */
@Component
class RefusalTodos implements InboxSource {
    private final ProposalStore proposals;
    private final CaseStore cases;
    private final Exits exits;

    RefusalTodos(ProposalStore proposals, CaseStore cases, Exits exits) {
        this.proposals = proposals;
        this.cases = cases;
        this.exits = exits;
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        return user.is(Role.APPROVER)
                ? proposals.refusalsBeside(user).stream()
                        .flatMap(number -> cases.find(number).stream())
                        .filter(file -> exits.mayRefuse(user, file))
                        .flatMap(file -> entry(file).stream())
                        .limit(limit)
                        .toList()
                : List.of();
    }

    private Optional<InboxEntry> entry(CaseFile file) {
        return proposals.refusalOf(file).map(proposal -> entry(file, proposal));
    }

    private static InboxEntry entry(CaseFile file, Proposal proposal) {
        return new InboxEntry(
                "refusal:" + file.number,
                proposal.at(),
                "inbox.todo.refusal",
                List.of(),
                file.item.label(),
                file.number,
                null,
                "/cases/" + file.number,
                "inbox.go.refusal");
    }
}
