package org.yici.app.casework.reading;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowable.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Awaited;
import org.yici.app.casework.Awaited.By;
import org.yici.app.casework.Awaited.Duty;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.WaitStore;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.identity.User;
import org.yici.app.service.CaseProcess;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.Wait;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** Who acts next in a case, and what that is, as somebody may know it. Of a household only its namer is named to the others. */
@Component
public class AwaitedActs {
    private static final Label OTHER_PARTY = CaseMasking.OTHER;

    private final WaitStore waits;
    private final TaskService work;
    private final Catalogue catalogue;

    AwaitedActs(WaitStore waits, TaskService work, Catalogue catalogue) {
        this.waits = waits;
        this.work = work;
        this.catalogue = catalogue;
    }

    public List<Awaited> of(User user, Viewer viewer, CaseFile file) {
        return switch (file.state()) {
            case DRAFT -> List.of(applicant(viewer, file, Duty.FILL_IN));
            case SUPPLEMENT -> List.of(applicant(viewer, file, Duty.SUPPLEMENT));
            case AWAITING_PARTY -> confirmations(viewer, file);
            case STOPPED ->
                ChangeRow.isForConsent(file.changes)
                        ? consents(viewer, file)
                        : List.of(applicant(viewer, file, Duty.RENEW));
            case AWAITING_DATA, SUBMITTED, IN_PROGRESS, REGISTERING -> work(user, viewer, file);
            case COMPLETED, REFUSED, WITHDRAWN -> List.of();
        };
    }

    private static Awaited applicant(Viewer viewer, CaseFile file, Duty duty) {
        boolean mine = viewer instanceof Viewer.Party party && party.applicant();
        return new Awaited(By.PARTY, file.item.parties().getFirst().role(), duty, null, mine);
    }

    private static List<Awaited> confirmations(Viewer viewer, CaseFile file) {
        List<Awaited> open = file.parties.stream()
                .skip(1)
                .filter(party -> !CaseMasking.hides(viewer, file, party.role()))
                .filter(party -> Household.confirmedAt(viewer, file, party) == null)
                .map(party -> party(viewer, file, party.role(), Duty.CONFIRM, null))
                .toList();
        return open.isEmpty() ? List.of(new Awaited(By.PARTY, "", Duty.CONFIRM, OTHER_PARTY, false)) : open;
    }

    private static List<Awaited> consents(Viewer viewer, CaseFile file) {
        return file.changes.stream()
                .flatMap(change -> file.item.material(change.material()).stream())
                .map(ServiceItem.Material::party)
                .map(role -> party(viewer, file, role, Duty.CONSENT, null))
                .distinct()
                .toList();
    }

    /** A party by its role; by no role where the viewer may not know whether it or somebody of its household is meant. */
    private static Awaited party(Viewer viewer, CaseFile file, String role, Duty duty, @Nullable Label what) {
        boolean mine = viewer instanceof Viewer.Party party && party.is(role);
        boolean closed = CaseMasking.hides(viewer, file, role)
                || (duty == Duty.CONSENT && Household.isClosedTo(viewer, file, role));
        return closed
                ? new Awaited(By.PARTY, "", duty, OTHER_PARTY, false)
                : new Awaited(By.PARTY, role, duty, what, mine);
    }

    private List<Awaited> work(User user, Viewer viewer, CaseFile file) {
        List<Awaited> acts = Stream.concat(
                        tasks(file)
                                .map(task -> new Awaited(
                                        By.DEPARTMENT,
                                        task.department(),
                                        Duty.DECIDE,
                                        task.label(),
                                        task.isDutyOf(user) && !Separation.takesPart(user, file))),
                        waits.of(file.number).stream().flatMap(waiting -> wait(viewer, file, waiting)))
                .distinct()
                .toList();
        return acts.isEmpty() ? List.of(new Awaited(By.PLATFORM, "", Duty.WORK, null, false)) : acts;
    }

    private Stream<CaseProcess.UserTask> tasks(CaseFile file) {
        return file.process == null
                ? Stream.empty()
                : work.createTaskQuery().processInstanceId(file.process).orderByTaskCreateTime().asc().list().stream()
                        .flatMap(task -> file.item.handling().task(task.getTaskDefinitionKey()).stream());
    }

    private Stream<Awaited> wait(Viewer viewer, CaseFile file, WaitStore.Waiting waiting) {
        Optional<Wait> wait = file.item.handling().waiting(waiting.step());
        if (wait.isEmpty()) {
            return Stream.empty();
        }
        Wait.Action action = wait.get().action();
        if (action != null) {
            return Stream.of(party(viewer, file, action.party(), Duty.ACT, action.label()));
        }
        String provider =
                catalogue.resource(waiting.resource()).map(Resource::provider).orElse("");
        return Stream.of(
                new Awaited(By.DEPARTMENT, provider, Duty.DATA, wait.get().label(), false));
    }
}
