package org.yici.app.casework.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.Cases;
import org.yici.app.casework.EvidenceChangedException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.LeftBehind;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.Task;
import org.yici.app.casework.WorkLists;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.intake.AskingPace;
import org.yici.app.casework.intake.Confirmation;
import org.yici.app.casework.intake.ConsentStep;
import org.yici.app.casework.intake.FormCheck;
import org.yici.app.casework.intake.Opening;
import org.yici.app.casework.intake.Renewals;
import org.yici.app.casework.intake.Submission;
import org.yici.app.casework.intake.Withdrawals;
import org.yici.app.casework.process.Refusals;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.casework.reading.StrikeOuts;
import org.yici.app.identity.User;
import org.yici.app.service.FieldChecks;
import org.yici.app.store.Page;

/** What applicants and other parties do with cases; the departments' side is {@link TaskDecisions}. */
@Component
class CaseService implements Cases {
    private final CaseStore cases;
    private final CaseAccess access;
    private final Withdrawals withdrawals;
    private final CaseReader reader;
    private final ConsentStep consenting;
    private final AskingPace pace;
    private final FormCheck formCheck;
    private final StrikeOuts corrections;
    private final Submission handIn;
    private final Confirmation confirming;
    private final TaskDecisions tasks;
    private final SecondEyes secondEyes;
    private final WorkLists lists;
    private final Renewals renewals;
    private final Refusals refusals;
    private final Opening opening;
    private final TransactionTemplate transaction;

    CaseService(
            CaseStore cases,
            CaseAccess access,
            Withdrawals withdrawals,
            CaseReader reader,
            ConsentStep consenting,
            AskingPace pace,
            FormCheck formCheck,
            StrikeOuts corrections,
            Submission handIn,
            Confirmation confirming,
            TaskDecisions tasks,
            SecondEyes secondEyes,
            WorkLists lists,
            Renewals renewals,
            Refusals refusals,
            Opening opening,
            TransactionTemplate transaction) {
        this.cases = cases;
        this.access = access;
        this.withdrawals = withdrawals;
        this.reader = reader;
        this.consenting = consenting;
        this.pace = pace;
        this.formCheck = formCheck;
        this.corrections = corrections;
        this.handIn = handIn;
        this.confirming = confirming;
        this.tasks = tasks;
        this.secondEyes = secondEyes;
        this.lists = lists;
        this.renewals = renewals;
        this.refusals = refusals;
        this.opening = opening;
        this.transaction = transaction;
    }

    @Override
    public Case open(User user, String itemSlug, String identifier) {
        return opening.open(user, itemSlug, identifier);
    }

    @Override
    public Optional<Case> find(User user, String number) {
        return cases.find(number).filter(file -> access.maySee(user, file)).map(file -> reader.show(user, file));
    }

    @Override
    public Page<Case> of(User user, int page, int size) {
        if (user.citizenId() == null) {
            return new Page<>(List.of(), page, size, 0);
        }
        List<Case> content = cases.numbersOf(user.citizenId(), size, (long) page * size).stream()
                .flatMap(number -> cases.find(number).stream())
                .filter(file -> access.mayList(user, file))
                .map(file -> reader.show(user, file))
                .toList();
        return new Page<>(content, page, size, cases.countOf(user.citizenId()));
    }

    @Override
    public Case consent(User user, String number) {
        return consenting.consent(user, number);
    }

    @Override
    public Case save(User user, String number, Map<String, String> fields) {
        return transaction.execute(status -> {
            CaseFile file = access.open(user, number);
            file.requireApplicant(user);
            file.require(State.DRAFT);
            file.fillIn(FieldChecks.keep(file.form(), fields));
            cases.save(file);
            return reader.show(user, file);
        });
    }

    @Override
    public Map<String, String> faults(User user, String number) {
        CaseFile file = cases.find(number)
                .filter(found -> access.maySee(user, found))
                .orElseThrow(() -> NotAllowedException.unknownCase(number));
        file.requireApplicant(user);
        pace.require(user);
        return formCheck.faults(user, file);
    }

    @Override
    public Case submit(User user, String number, Map<String, String> fields, @Nullable String contract) {
        pace.require(user);
        return transaction.execute(status -> {
            CaseFile file = access.open(user, number);
            file.requireApplicant(user);
            handIn.submit(user, file, new LinkedHashMap<>(fields), contract);
            return shown(user, number);
        });
    }

    @Override
    public Case confirm(User user, String number, @Nullable String contract, Map<String, String> fields) {
        pace.require(user);
        return transaction.execute(status -> {
            CaseFile file = access.open(user, number);
            confirming.confirm(user, file, contract, new LinkedHashMap<>(fields));
            return shown(user, number);
        });
    }

    @Override
    public Optional<Case> decline(User user, String number, String reason) {
        return transaction.execute(status -> {
            confirming.decline(user, access.open(user, number), reason);
            return find(user, number);
        });
    }

    @Override
    public Case takeBack(User user, String number) {
        return transaction.execute(status -> {
            confirming.takeBack(user, access.open(user, number));
            return shown(user, number);
        });
    }

    @Override
    public Case withdraw(User user, String number) {
        return transaction.execute(status -> {
            CaseFile file = access.open(user, number);
            withdrawals.withdraw(user, file);
            return reader.show(user, file);
        });
    }

    @Override
    public Case renew(User user, String number) {
        pace.require(user);
        renewals.renew(user, number);
        return shown(user, number);
    }

    @Override
    public Case refuse(User user, String number, String reason) {
        String comment = TaskDecisions.comment(new Task.Decision(Task.Verdict.REFUSE, reason, Map.of()));
        return transaction.execute(status -> {
            refusals.refuse(user, access.open(user, number), comment);
            return shown(user, number);
        });
    }

    @Override
    public Case returnRefusal(User user, String number, String reason) {
        String comment = TaskDecisions.comment(new Task.Decision(Task.Verdict.REFUSE, reason, Map.of()));
        return transaction.execute(status -> {
            refusals.giveBack(user, access.open(user, number), comment);
            return shown(user, number);
        });
    }

    @Override
    public Page<LeftBehind> leftBehind(User user, int page, int size) {
        return corrections.open(user, page, size);
    }

    @Override
    public Case corrected(User user, String number, String step) {
        return transaction.execute(status -> {
            CaseFile file = access.open(user, number);
            corrections.done(user, file, step);
            return reader.show(user, file);
        });
    }

    @Override
    public <T> T unlessEnded(String number, Supplier<T> act) {
        return transaction.execute(status -> {
            cases.lockState(number).filter(State::isClosed).ifPresent(state -> {
                throw new IllegalCaseStateException(
                        "Case " + number + " is " + state + "; nothing is due for it any more");
            });
            return act.get();
        });
    }

    private Case shown(User user, String number) {
        return reader.show(user, cases.find(number).orElseThrow());
    }

    @Override
    public Page<Task> tasks(User user, int page, int size) {
        return lists.all(user, page, size);
    }

    @Override
    public Optional<Task> task(User user, String taskId) {
        return tasks.task(user, taskId);
    }

    @Override
    public Case decide(User user, String taskId, Task.Decision decision) {
        if (tasks.hasSecondEyes(user, taskId)) {
            return Objects.requireNonNull(
                    transaction.execute(status -> reader.show(user, secondEyes.propose(user, taskId, decision))));
        }
        // Read before the case is locked: what several departments answer would be waited for with the lock in hand.
        List<EvidenceRow> read = tasks.reread(user, taskId, decision);
        return decided(transaction.execute(status -> reader.show(user, tasks.decide(user, taskId, decision, read))));
    }

    @Override
    public Case confirmProposal(User user, String taskId) {
        List<EvidenceRow> read = tasks.reread(user, taskId, secondEyes.proposed(user, taskId));
        return decided(transaction.execute(status -> reader.show(user, secondEyes.confirm(user, taskId, read))));
    }

    @Override
    public Case returnProposal(User user, String taskId, String comment) {
        return Objects.requireNonNull(
                transaction.execute(status -> reader.show(user, secondEyes.giveBack(user, taskId, comment))));
    }

    private static Case decided(@Nullable Case decided) {
        if (Objects.requireNonNull(decided).state() == State.STOPPED) {
            throw new EvidenceChangedException(decided.number(), decided.changes());
        }
        return decided;
    }
}
