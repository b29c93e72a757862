package org.yici.app.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.casework.reading.Viewer;
import org.yici.app.casework.work.TaskReader;
import org.yici.app.casework.work.TaskStore;
import org.yici.app.casework.work.TaskStore.Duties;
import org.yici.app.casework.work.TaskStore.Whose;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ItemShelf;
import org.yici.app.service.ServiceItem;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;

/** An official's work: what is claimed, what waits for the department, what is done, and cases by what people know of them. */
@Component
public class WorkLists {
    /** What is looked for has few cases; of more, the newest are found and the others by their number. */
    public static final int MOST_FOUND = 100;

    private final TaskStore tasks;
    private final TaskReader reader;
    private final CaseStore cases;
    private final ItemShelf shelf;

    WorkLists(TaskStore tasks, TaskReader reader, CaseStore cases, ItemShelf shelf) {
        this.tasks = tasks;
        this.reader = reader;
        this.cases = cases;
        this.shelf = shelf;
    }

    /** How long each list is. */
    public record Counts(long mine, long department, long done) {}

    /**
     * Something that the official did.
     *
     * @param key message key of what: {@code case.event.task-approved}
     * @param arguments the message's arguments
     */
    public record Done(Instant at, String caseNumber, Label item, String key, List<Label> arguments) {}

    /**
     * A case that was found.
     *
     * @param applicant the applicant's name, masked
     */
    public record Found(String caseNumber, Label item, Case.State state, String applicant, Instant submittedAt) {}

    public Counts counts(User user) {
        Duties duties = duties(user);
        return duties.keys().isEmpty()
                ? new Counts(0, 0, tasks.countDone(user.username()))
                : new Counts(
                        tasks.count(duties, Whose.MINE),
                        tasks.count(duties, Whose.DEPARTMENT),
                        tasks.countDone(user.username()));
    }

    /** Tasks that the user has claimed or was handed, oldest first. */
    public Page<Task> mine(User user, int page, int size) {
        return list(user, Whose.MINE, page, size);
    }

    /** The other tasks of the user's duties: first those that nobody has claimed, oldest first. */
    public Page<Task> department(User user, int page, int size) {
        return list(user, Whose.DEPARTMENT, page, size);
    }

    /** What the user has done, newest first. */
    public Page<Done> done(User user, int page, int size) {
        List<Done> content = tasks.done(user.username(), size, (long) page * size).stream()
                .map(done -> new Done(done.at(), done.number(), label(done.item()), done.key(), done.arguments()))
                .toList();
        return new Page<>(content, page, size, tasks.countDone(user.username()));
    }

    /**
     * Cases that the user's department works on, newest first.
     *
     * @param text a case's number, the applicant's whole name, or what the applicant chose from a register, such as a title's number
     * @return at most {@link #MOST_FOUND} in all
     */
    public Page<Found> search(User user, String text, int page, int size) {
        List<ServiceItem> items = shelf.allEditions().stream()
                .filter(item -> Viewer.worksOn(user, item))
                .toList();
        List<String> slugs = items.stream().map(ServiceItem::slug).distinct().toList();
        List<String> fields = items.stream()
                .flatMap(item -> item.handling().prefill().keySet().stream())
                .distinct()
                .toList();
        if (slugs.isEmpty() || text.isBlank()) {
            return new Page<>(List.of(), page, size, 0);
        }
        String sought = text.strip();
        // Counted are those that may be seen alone, and whoever is told of some reads some: nobody learns of cases
        // without a trace.
        List<Found> all = tasks.search(slugs, sought, fields, MOST_FOUND, 0).stream()
                .flatMap(number -> cases.find(number).stream())
                .filter(file -> CaseReader.maySee(user, file))
                .map(WorkLists::found)
                .toList();
        int shown = Math.min(page, Math.max(0, (all.size() - 1) / size));
        return new Page<>(all.subList(shown * size, Math.min(all.size(), (shown + 1) * size)), shown, size, all.size());
    }

    /** All tasks of the user's duties, oldest first. */
    public Page<Task> all(User user, int page, int size) {
        return list(user, Whose.ALL, page, size);
    }

    /** How many tasks the user could do now: the own ones, and those that nobody has claimed. */
    public long open(User user) {
        Duties duties = duties(user);
        return duties.keys().isEmpty() ? 0 : tasks.count(duties, Whose.OPEN);
    }

    /** The same, oldest first. */
    public List<Task> open(User user, int limit) {
        Duties duties = duties(user);
        return duties.keys().isEmpty() ? List.of() : show(user, tasks.list(duties, Whose.OPEN, limit, 0));
    }

    /** What there is to know of them without a look into the cases. */
    public List<TaskStore.Row> openRows(User user, int limit) {
        Duties duties = duties(user);
        return duties.keys().isEmpty() ? List.of() : tasks.list(duties, Whose.OPEN, limit, 0);
    }

    private Page<Task> list(User user, Whose whose, int page, int size) {
        Duties duties = duties(user);
        return duties.keys().isEmpty()
                ? new Page<>(List.of(), page, size, 0)
                : new Page<>(
                        show(user, tasks.list(duties, whose, size, (long) page * size)),
                        page,
                        size,
                        tasks.count(duties, whose));
    }

    private List<Task> show(User user, List<TaskStore.Row> rows) {
        return rows.stream().flatMap(row -> reader.show(user, row).stream()).toList();
    }

    private Duties duties(User user) {
        List<String> keys = new ArrayList<>();
        List<String> separated = new ArrayList<>();
        List<String> from = new ArrayList<>();
        if (user.department() != null && (user.is(Role.CLERK) || user.is(Role.APPROVER))) {
            for (ServiceItem item : shelf.allEditions()) {
                for (CaseProcess.UserTask task : item.handling().tasks()) {
                    if (task.isDutyOf(user)) {
                        String duty = item.editionName() + "/" + task.key();
                        keys.add(duty);
                        task.separateFrom().forEach(key -> {
                            separated.add(duty);
                            from.add(key);
                        });
                    }
                }
            }
        }
        return new Duties(user, keys, separated, from);
    }

    private Label label(String slug) {
        return shelf.newest(slug).map(ServiceItem::label).orElse(Words.same(slug));
    }

    private static Found found(CaseFile file) {
        return new Found(
                file.number,
                file.item.label(),
                file.state(),
                Words.mask(file.parties.getFirst().name()),
                file.submittedAt == null ? file.openedAt : file.submittedAt);
    }
}
