package org.yici.app.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowable.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case.State;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.registry.Subjects;
import org.yici.app.store.Page;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.resource.ItemType;

/** What applicants and other parties do with cases; the departments' side is {@link DepartmentDesk}. */
@Component
class CaseDesk implements Cases {
    private final CaseStore cases;
    private final ItemShelf shelf;
    private final CaseReader reader;
    private final Consenting consenting;
    private final HandIn handIn;
    private final Confirming confirming;
    private final DepartmentDesk tasks;
    private final Drawing drawing;
    private final Journal journal;
    private final WaitStore waits;
    private final Claims claims;
    private final Renewals renewals;
    private final Representation representation;
    private final TransactionTemplate transaction;
    private final Subjects subjects;
    private final RuntimeService processes;
    private final Clock clock;
    private final String division;

    CaseDesk(
            CaseStore cases,
            ItemShelf shelf,
            CaseReader reader,
            Consenting consenting,
            HandIn handIn,
            Confirming confirming,
            DepartmentDesk tasks,
            Drawing drawing,
            Journal journal,
            WaitStore waits,
            Claims claims,
            Renewals renewals,
            Representation representation,
            TransactionTemplate transaction,
            Subjects subjects,
            RuntimeService processes,
            Clock clock,
            Environment environment) {
        this.cases = cases;
        this.shelf = shelf;
        this.reader = reader;
        this.consenting = consenting;
        this.handIn = handIn;
        this.confirming = confirming;
        this.tasks = tasks;
        this.drawing = drawing;
        this.journal = journal;
        this.waits = waits;
        this.claims = claims;
        this.renewals = renewals;
        this.representation = representation;
        this.transaction = transaction;
        this.subjects = subjects;
        this.processes = processes;
        this.clock = clock;
        this.division = environment.getProperty("yici.division", "511602");
    }

    @Override
    public Case open(User user, String itemSlug, String identifier) {
        if (!user.is(Role.APPLICANT) || user.citizenId() == null) {
            throw new NotAllowedException("Only an applicant whose citizen ID is proven may begin a case");
        }
        ServiceItem item =
                shelf.find(itemSlug).orElseThrow(() -> new NotAllowedException("There is no service item " + itemSlug));
        ServiceItem.Party first = item.parties().getFirst();
        PartyRow party = first.company() ? company(first, identifier) : person(first, user, ownId(user));
        return transaction.execute(status -> {
            Instant now = clock.instant();
            String number = cases.nextNumber(division, LocalDate.ofInstant(now, Facts.ZONE));
            CaseFile.Opener opener = new CaseFile.Opener(ownId(user), user.username(), user.displayName());
            CaseFile file = new CaseFile(number, item, opener, now, State.DRAFT);
            file.put(party);
            representation.require(file);
            cases.insert(file);
            journal.note(number, Journal.Actor.of(user), null, "case.event.opened", item.label());
            return reader.show(user, file);
        });
    }

    /** Only somebody whose identity was proven at sign-in is a person who can apply. */
    private static String ownId(User user) {
        String citizenId = user.citizenId();
        if (citizenId == null) {
            throw new NotAllowedException("Only an applicant with a proven citizen ID can begin a case");
        }
        return citizenId;
    }

    private PartyRow person(ServiceItem.Party party, User user, String citizenId) {
        return new PartyRow(
                party.role(),
                0,
                citizenId,
                user.displayName(),
                subjects.of(ItemType.CITIZEN_ID, citizenId),
                false,
                null,
                null);
    }

    private PartyRow company(ServiceItem.Party party, String identifier) {
        ServiceItem.Field field =
                new ServiceItem.Field("identifier", party.label(), null, "CREDIT_CODE", true, List.of());
        Map<String, String> checked =
                FieldChecks.check(List.of(field), Map.of("identifier", identifier == null ? "" : identifier));
        CreditCode credit = new CreditCode(checked.getOrDefault("identifier", ""));
        return new PartyRow(
                party.role(),
                0,
                credit.value(),
                credit.value(),
                subjects.of(ItemType.CREDIT_CODE, credit.value()),
                true,
                null,
                null);
    }

    @Override
    public Optional<Case> find(User user, String number) {
        return cases.find(number).filter(file -> maySee(user, file)).map(file -> reader.show(user, file));
    }

    @Override
    public Page<Case> of(User user, int page, int size) {
        if (user.citizenId() == null) {
            return new Page<>(List.of(), page, size, 0);
        }
        List<Case> content = cases.numbersOf(user.citizenId(), size, (long) page * size).stream()
                .flatMap(number -> cases.find(number).stream())
                .filter(file -> maySee(user, file))
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
            CaseFile file = open(user, number);
            file.requireApplicant(user);
            file.require(State.DRAFT);
            file.fillIn(FieldChecks.keep(file.form(), fields));
            cases.save(file);
            return reader.show(user, file);
        });
    }

    @Override
    public Case submit(User user, String number, Map<String, String> fields, @Nullable String contract) {
        return transaction.execute(status -> {
            CaseFile file = open(user, number);
            file.requireApplicant(user);
            handIn.submit(user, file, new LinkedHashMap<>(fields), contract);
            return shown(user, number);
        });
    }

    @Override
    public Case confirm(User user, String number, @Nullable String contract, Map<String, String> fields) {
        return transaction.execute(status -> {
            CaseFile file = open(user, number);
            confirming.confirm(user, file, contract, new LinkedHashMap<>(fields));
            return shown(user, number);
        });
    }

    @Override
    public Optional<Case> decline(User user, String number, String reason) {
        return transaction.execute(status -> {
            confirming.decline(user, open(user, number), reason);
            return find(user, number);
        });
    }

    @Override
    public Case takeBack(User user, String number) {
        return transaction.execute(status -> {
            confirming.takeBack(user, open(user, number));
            return shown(user, number);
        });
    }

    @Override
    public Case withdraw(User user, String number) {
        return transaction.execute(status -> {
            CaseFile file = open(user, number);
            file.requireApplicant(user);
            if (Lifecycle.allows(file.state(), Lifecycle.Event.WITHDRAW)
                    && !waits.written(number).isEmpty()) {
                throw new IllegalCaseStateException(
                        "Case " + number + " has a result in a department's register already; ask that department");
            }
            file.move(Lifecycle.Event.WITHDRAW);
            file.closedAt = clock.instant();
            if (file.process != null) {
                processes.deleteProcessInstance(file.process, "withdrawn");
            }
            waits.endAll(number);
            claims.release(number);
            drawing.endConsents(file);
            journal.prove(
                    file,
                    Act.Kind.APPLICATION,
                    Journal.Actor.of(user),
                    file.parties.getFirst().subject(),
                    Map.of("item", file.item.slug(), "outcome", "withdrawn"),
                    "case.event.withdrawn");
            cases.save(file);
            return reader.show(user, file);
        });
    }

    @Override
    public Case renew(User user, String number) {
        renewals.renew(user, number);
        return shown(user, number);
    }

    @Override
    public Case refuse(User user, String number, String reason) {
        String comment = DepartmentDesk.comment(new Task.Decision(Task.Verdict.REFUSE, reason, Map.of()));
        return transaction.execute(status -> {
            renewals.refuse(user, open(user, number), comment);
            return shown(user, number);
        });
    }

    private Case shown(User user, String number) {
        return reader.show(user, cases.find(number).orElseThrow());
    }

    @Override
    public Page<Task> tasks(User user, int page, int size) {
        return tasks.tasks(user, page, size);
    }

    @Override
    public Optional<Task> task(User user, String taskId) {
        return tasks.task(user, taskId);
    }

    @Override
    public Case decide(User user, String taskId, Task.Decision decision) {
        // Read before the case is locked: what several departments answer would be waited for with the lock in hand.
        List<EvidenceRow> read = tasks.reread(user, taskId, decision);
        Case decided = transaction.execute(status -> reader.show(user, tasks.decide(user, taskId, decision, read)));
        if (decided.state() == State.STOPPED) {
            throw new EvidenceChangedException(decided.number(), decided.changes());
        }
        return decided;
    }

    private CaseFile open(User user, String number) {
        CaseFile file = cases.lock(number);
        if (!CaseReader.maySee(user, file)) {
            throw unknown(number);
        }
        if (actsForCompany(user, file)) {
            representation.require(file);
        }
        return file;
    }

    private boolean maySee(User user, CaseFile file) {
        return CaseReader.maySee(user, file) && (!actsForCompany(user, file) || representation.stands(file));
    }

    private static boolean actsForCompany(User user, CaseFile file) {
        return Representation.isNeeded(file) && file.opener.citizenId().equals(user.citizenId());
    }

    static NotAllowedException unknown(String number) {
        return new NotAllowedException("There is no case " + number + " that you may see");
    }
}
