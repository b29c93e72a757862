package org.yici.app.linking;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.kernel.resource.Label;

/** Tells a department's stewards that pairs in doubt wait for them: one entry for all, since they are decided one after the other. */
@Component
class LinkTodos implements InboxSource {
    private static final Label ABOUT = new Label("主体关联", "Linking");

    private final LinkReviews reviews;

    LinkTodos(LinkReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        String department = user.department();
        if (department == null || !user.is(Role.STEWARD)) {
            return List.of();
        }
        return reviews.waiting(department).stream()
                .limit(limit)
                .map(waiting -> new InboxEntry(
                        "links:" + department,
                        waiting.since(),
                        "inbox.todo.links",
                        List.of(new Label("" + waiting.pairs(), "" + waiting.pairs())),
                        ABOUT,
                        null,
                        null,
                        "/operator/links",
                        "inbox.go.links"))
                .toList();
    }
}
