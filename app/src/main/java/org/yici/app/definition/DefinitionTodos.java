package org.yici.app.definition;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.kernel.resource.Label;

/** Tells whoever may publish a draft that it waits for review: operators, and the stewards whose department's it is, who wrote no part of it. */
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
        return store
                .inReview(operator ? null : department, settings.fourEyes() ? user.username() : null, limit)
                .stream()
                .map(DefinitionTodos::entry)
                .toList();
    }

    private static InboxEntry entry(DefinitionStore.InReview waiting) {
        return new InboxEntry(
                "definition:" + waiting.kind() + ":" + waiting.content().name() + ":" + waiting.version(),
                waiting.since(),
                waiting.withdrawal() ? "inbox.todo.definition.withdraw" : "inbox.todo.definition",
                List.of(waiting.content().label()),
                ABOUT,
                waiting.content().name(),
                waiting.content().department(),
                "/operator/definitions/" + waiting.kind() + "/"
                        + Definition.address(waiting.content().name()),
                "inbox.go.definition");
    }
}
