package org.yici.app.definition;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.kernel.resource.Label;

/**
 * Tells whoever may publish a draft that it waits for review: operators, and the stewards whose department's it is, who wrote no part of
 * it; and its authors that somebody returned it.
 */
@Component
class DefinitionTodos implements InboxSource {
    private static final Label ABOUT = new Label("目录与定义", "Definitions");

    private final DefinitionStore store;
    private final DefinitionProperties settings;

    DefinitionTodos(DefinitionStore store, DefinitionProperties settings) {
        this.store = store;
        this.settings = settings;
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        boolean operator = user.is(Role.OPERATOR);
        String department = user.department();
        if (!operator && (!user.is(Role.STEWARD) || department == null)) {
            return List.of();
        }
        String theirs = operator ? null : department;
        Stream<InboxEntry> returned = store.returned(theirs, user.username(), limit).stream()
                .map(draft -> entry(draft, "inbox.todo.definition.returned", "inbox.go.definition.returned"));
        Stream<InboxEntry> inReview =
                store.inReview(theirs, settings.fourEyes() ? user.username() : null, limit).stream()
                        .map(draft -> entry(
                                draft,
                                draft.withdrawal() ? "inbox.todo.definition.withdraw" : "inbox.todo.definition",
                                "inbox.go.definition"));
        return Stream.concat(returned, inReview)
                .sorted(Comparator.comparing(InboxEntry::at))
                .limit(limit)
                .toList();
    }

    private static InboxEntry entry(DefinitionStore.Waiting waiting, String key, String action) {
        return new InboxEntry(
                "definition:" + waiting.kind() + ":" + waiting.content().name() + ":" + waiting.version(),
                waiting.since(),
                key,
                List.of(waiting.content().label()),
                ABOUT,
                waiting.content().name(),
                waiting.content().department(),
                "/operator/definitions/" + waiting.kind() + "/"
                        + Definition.address(waiting.content().name()),
                action);
    }
}
