package org.yici.app.casework.reading;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowable.engine.TaskService;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.Lifecycle;
import org.yici.app.casework.file.ProposalStore;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.writeback.WrittenStore;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ServiceItem;

/** How a case can be ended before it is done, as somebody may see it. */
@Component
public class Exits {
    private final TaskService work;
    private final WrittenStore written;
    private final ProposalStore proposals;

    Exits(TaskService work, WrittenStore written, ProposalStore proposals) {
        this.work = work;
        this.proposals = proposals;
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
                departments(file.item),
                asksForTwo(file),
                viewer instanceof Viewer.Official ? entries : List.of(),
                viewer instanceof Viewer.Official
                        ? proposals
                                .refusalOf(file)
                                .map(found -> found.seenBy(user))
                                .orElse(null)
                        : null);
    }

    /** Departments whose approvers may refuse a case of the item. */
    public static List<String> departments(ServiceItem item) {
        return Stream.concat(
                        item.handling().tasks().stream()
                                .filter(task -> task.role() != Role.CLERK)
                                .map(CaseProcess.UserTask::department),
                        Stream.of(item.department()))
                .distinct()
                .toList();
    }

    /** Whether somebody may refuse a case as it stands. Where a task of the own waits, it is refused by that. */
    public boolean mayRefuse(User user, CaseFile file) {
        return mayDecideOn(user, file)
                && !proposals
                        .refusalOf(file)
                        .map(found -> found.seenBy(user).own())
                        .orElse(false)
                && (file.state() == State.STOPPED || !hasTask(user, file));
    }

    /** Whether somebody may return what an official proposed, to refuse the case as it stands; whoever proposed it takes it back so. */
    boolean mayReturnRefusal(User user, CaseFile file) {
        return mayDecideOn(user, file) && proposals.refusalOf(file).isPresent();
    }

    private boolean mayDecideOn(User user, CaseFile file) {
        return Lifecycle.allows(file.state(), Lifecycle.Event.REFUSE)
                && isDuty(user, file)
                && !Separation.takesPart(user, file)
                && isOpenTo(user, written.decidedFor(file.number));
    }

    /** What one official may not decide at a task, one may not decide of the whole case either. */
    public static boolean asksForTwo(CaseFile file) {
        return file.item.handling().tasks().stream().anyMatch(CaseProcess.UserTask::hasSecondEyes);
    }

    /** Once a decision is carried out in a department's register, that department alone can still take it back. */
    private static boolean isOpenTo(User user, List<String> decided) {
        return decided.isEmpty() || decided.contains(String.valueOf(user.department()));
    }

    public static boolean isDuty(User user, CaseFile file) {
        return user.is(Role.APPROVER) && Viewer.worksOn(user, file.item);
    }

    /** Whether a task of the case waits for somebody. */
    public boolean hasTask(User user, CaseFile file) {
        Set<String> duties = file.item.handling().tasks().stream()
                .filter(task -> task.isDutyOf(user))
                .map(CaseProcess.UserTask::key)
                .collect(Collectors.toSet());
        return file.process != null
                && !duties.isEmpty()
                && work.createTaskQuery()
                                .processInstanceId(file.process)
                                .taskDefinitionKeys(duties)
                                .count()
                        > 0;
    }
}
