package org.yici.app.collection;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.collection.SourceTables.TableState;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.kernel.resource.Label;

/** Tells a department's stewards that a table of theirs is not collected any more, or that they cannot even change it. */
@Component
class TableTodos implements InboxSource {
    private static final Label ABOUT = new Label("数据源", "Source");

    private final SourceTables tables;

    TableTodos(SourceTables tables) {
        this.tables = tables;
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        String department = user.department();
        if (department == null || !user.is(Role.STEWARD)) {
            return List.of();
        }
        return tables.tables().stream()
                .filter(table -> table.stopped() && table.department().equals(department))
                .limit(limit)
                .map(TableTodos::entry)
                .toList();
    }

    private static InboxEntry entry(TableState table) {
        String name = table.schema() + "." + table.table();
        return new InboxEntry(
                "table:" + table.source() + ":" + name + ":" + table.cause(),
                table.updatedAt(),
                table.hindersItsDepartment() ? "inbox.todo.table.hinders" : "inbox.todo.table.stopped",
                List.of(new Label(name, name)),
                ABOUT,
                table.source(),
                null,
                "/operator/quarantine",
                "inbox.go.table");
    }
}
