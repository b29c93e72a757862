package org.yici.app.casework.reading;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.process.Refusals;
import org.yici.app.casework.writeback.WrittenStore;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ServiceItem;

/** How a case can be ended before it is done, as somebody may see it. */
@Component
class Exits {
    private final Refusals refusals;
    private final WrittenStore written;

    Exits(Refusals refusals, WrittenStore written) {
        this.refusals = refusals;
        this.written = written;
    }

    Case.Exits of(User user, Viewer viewer, CaseFile file) {
        // What was begun may be there: until that is known, it binds like what is.
        List<Case.Entry> entries = Stream.concat(
                        written.written(file.number).stream(), written.begun(file.number).stream())
                .flatMap(step -> file.item.handling().writeBack(step).stream())
                .map(target -> new Case.Entry(target.department(), target.label()))
                .toList();
        boolean narrow = viewer instanceof Viewer.Party party && party.isNarrow(file.item);
        return new Case.Exits(
                !entries.isEmpty() && !narrow,
                refusals.isPossible(user, file),
                departments(file.item),
                viewer instanceof Viewer.Official ? entries : List.of());
    }

    /** Departments whose approvers may refuse a case of the item. */
    static List<String> departments(ServiceItem item) {
        return Stream.concat(
                        item.handling().tasks().stream()
                                .filter(task -> task.role() != Role.CLERK)
                                .map(CaseProcess.UserTask::department),
                        Stream.of(item.department()))
                .distinct()
                .toList();
    }
}
