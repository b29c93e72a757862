package org.yici.app.collection;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.kernel.resource.Label;

/** Tells a department's stewards that records of theirs are in quarantine, until the department has corrected them: one entry for all. */
@Component
class QuarantineTodos implements InboxSource {
    private static final Label ABOUT = new Label("数据质量", "Data quality");

    private final Collection collection;

    QuarantineTodos(Collection collection) {
        this.collection = collection;
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        String department = user.department();
        if (department == null || !user.is(Role.STEWARD)) {
            return List.of();
        }
        return collection.oldestOpen(department).stream()
                .limit(limit)
                .map(since -> new InboxEntry(
                        "quarantine:" + department,
                        since,
                        "inbox.todo.quarantine",
                        List.of(),
                        ABOUT,
                        null,
                        null,
                        "/operator/quarantine",
                        "inbox.go.quarantine"))
                .toList();
    }
}
