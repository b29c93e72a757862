package org.yici.app.casework.work;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.casework.WorkLists;
import org.yici.app.casework.file.Words;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.inbox.InboxEntry;
import org.yici.app.inbox.InboxSource;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ItemShelf;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.Label;

/** What waits for an official: the own tasks and those that nobody of the department has claimed. Nobody's name is told here. */
@Component
class TaskTodos implements InboxSource {
    private final WorkLists lists;
    private final ItemShelf shelf;

    TaskTodos(WorkLists lists, ItemShelf shelf) {
        this.lists = lists;
        this.shelf = shelf;
    }

    @Override
    public long waiting(User user) {
        return lists.open(user);
    }

    @Override
    public List<InboxEntry> waiting(User user, int limit) {
        String desk = user.is(Role.APPROVER) ? "/tasks/" : "/window/tasks/";
        return lists.openRows(user, limit).stream()
                .map(row -> entry(desk, shelf.edition(row.item(), row.edition()), row))
                .toList();
    }

    private static InboxEntry entry(String desk, ServiceItem item, TaskStore.Row row) {
        Label task =
                item.handling().task(row.key()).map(CaseProcess.UserTask::label).orElse(Words.same(row.key()));
        return new InboxEntry(
                "task:" + row.id(),
                row.createdAt(),
                row.assignee() == null ? "inbox.todo.task" : "inbox.todo.task.mine",
                List.of(task),
                item.label(),
                row.number(),
                null,
                desk + row.id(),
                "inbox.go.task");
    }
}
