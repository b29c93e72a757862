package org.yici.app.casework.reading;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.LeftBehind;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Separation;
import org.yici.app.casework.file.Words;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.service.WriteBack;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;

/**
 * What becomes of a refused case's results in departments' registers (撤销登记). Only the department can strike one out, in its own system, and
 * says here that it has; a party whom it concerns, as one who has paid, reads what happens and when it has happened.
 */
@Component
public class StrikeOuts {
    private final StrikeOutStore store;
    private final CaseStore cases;
    private final CaseLog caseLog;
    private final Clock clock;

    StrikeOuts(StrikeOutStore store, CaseStore cases, CaseLog caseLog, Clock clock) {
        this.store = store;
        this.cases = cases;
        this.caseLog = caseLog;
        this.clock = clock;
    }

    /** The department of a result has to correct it from now on. */
    public void begin(CaseFile file, WriteBack target) {
        store.add(file.number, target, clock.instant());
        caseLog.note(
                file.number,
                new CaseLog.Actor(CaseLog.PLATFORM, Words.PLATFORM, target.department()),
                null,
                "case.event.left-behind",
                target.label());
    }

    /** All of them for officials; for a party those that concern it, in words for it. */
    public List<Case.Correction> of(User user, Viewer viewer, CaseFile file) {
        return store.of(file.number).stream()
                .flatMap(row -> file.item.handling().writeBack(row.step()).stream()
                        .flatMap(target -> show(user, viewer, file, target, row)))
                .toList();
    }

    private static Stream<Case.Correction> show(
            User user, Viewer viewer, CaseFile file, WriteBack target, StrikeOutStore.Row row) {
        WriteBack.Undo undo = target.undo();
        return switch (viewer) {
            case Viewer.Official official -> {
                boolean own = isDuty(user, file, target) && row.doneAt() == null;
                Label what = undo == null ? target.label() : new CaseContext(file).text(undo.label());
                yield Stream.of(new Case.Correction(
                        row.step(),
                        target.department(),
                        what,
                        row.doneAt(),
                        own,
                        own && undo != null ? href(file, undo) : null));
            }
            case Viewer.Party party ->
                Optional.ofNullable(undo)
                        .flatMap(known -> Optional.ofNullable(known.told()))
                        .filter(told -> party.is(told.party()))
                        .map(told -> row.doneAt() == null ? told.open() : told.done())
                        .map(words -> new Case.Correction(
                                row.step(),
                                target.department(),
                                new CaseContext(file).text(words),
                                row.doneAt(),
                                false,
                                null))
                        .stream();
            case Viewer.Nobody nobody -> Stream.empty();
        };
    }

    private static @Nullable String href(CaseFile file, WriteBack.Undo undo) {
        return undo.href() == null
                ? null
                : new CaseContext(file).link(undo.href()).orElse(null);
    }

    /** What an approver's department has still to correct. */
    public Page<LeftBehind> open(User user, int page, int size) {
        String department = user.department();
        if (department == null || !user.is(Role.APPROVER)) {
            return new Page<>(List.of(), page, size, 0);
        }
        List<LeftBehind> content = store.open(department, size, (long) page * size).stream()
                .flatMap(row -> cases.find(row.caseNumber()).stream()
                        .flatMap(file -> file.item.handling().writeBack(row.step()).stream()
                                .map(target -> new LeftBehind(
                                        row.caseNumber(), file.item.label(), target.label(), row.since()))))
                .toList();
        return new Page<>(content, page, size, store.countOpen(department));
    }

    /** An approver of the department says that it has corrected its register. */
    public void done(User user, CaseFile file, String step) {
        WriteBack target = file.item
                .handling()
                .writeBack(step)
                .filter(found -> isDuty(user, file, found))
                .orElseThrow(
                        () -> new NotAllowedException("Only an approver of the department whose register has it may say"
                                + " that the entry of case " + file.number + " is corrected"));
        if (!store.done(file.number, step, clock.instant())) {
            throw new IllegalCaseStateException("Case " + file.number + " has no entry " + step + " to correct");
        }
        caseLog.prove(
                file,
                Act.Kind.DECISION,
                CaseLog.Actor.of(user),
                null,
                Map.of("step", step, "outcome", "corrected"),
                "case.event.corrected",
                target.label());
    }

    private static boolean isDuty(User user, CaseFile file, WriteBack target) {
        return user.is(Role.APPROVER)
                && target.department().equals(user.department())
                && !Separation.takesPart(user, file);
    }
}
