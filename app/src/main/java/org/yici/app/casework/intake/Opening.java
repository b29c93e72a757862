package org.yici.app.casework.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yici.app.casework.Case;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.evidence.Representation;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.PartyRow;
import org.yici.app.casework.reading.CaseReader;
import org.yici.app.casework.timeline.CaseLog;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.FieldType;
import org.yici.app.service.ItemShelf;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ValueTypes;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.resource.ItemType;

/** How a case begins: an applicant whose identity is proven, for the own person or for a company. */
@Component
public class Opening {
    private final CaseStore cases;
    private final ItemShelf shelf;
    private final CaseReader reader;
    private final Drafts drafts;
    private final Representation representation;
    private final CaseLog caseLog;
    private final Subjects subjects;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String division;

    Opening(
            CaseStore cases,
            ItemShelf shelf,
            CaseReader reader,
            Drafts drafts,
            Representation representation,
            CaseLog caseLog,
            Subjects subjects,
            TransactionTemplate transaction,
            Clock clock,
            Environment environment) {
        this.cases = cases;
        this.shelf = shelf;
        this.reader = reader;
        this.drafts = drafts;
        this.representation = representation;
        this.caseLog = caseLog;
        this.subjects = subjects;
        this.transaction = transaction;
        this.clock = clock;
        this.division = environment.getProperty("yici.division", "511602");
    }

    /**
     * Begins a case.
     *
     * @param identifier credit code, for an item whose applicant is a company
     */
    public Case open(User user, String itemSlug, String identifier) {
        if (!user.is(Role.APPLICANT) || user.citizenId() == null) {
            throw new NotAllowedException("Only an applicant whose citizen ID is proven may begin a case");
        }
        ServiceItem item =
                shelf.find(itemSlug).orElseThrow(() -> new NotAllowedException("There is no service item " + itemSlug));
        ServiceItem.Party first = item.parties().getFirst();
        PartyRow party = first.company() ? company(first, identifier) : person(first, user, ownId(user));
        return transaction.execute(status -> {
            drafts.require(user, item);
            Instant now = clock.instant();
            String number = cases.nextNumber(division, LocalDate.ofInstant(now, ValueTypes.ZONE));
            CaseFile.Opener opener = new CaseFile.Opener(ownId(user), user.username(), user.displayName());
            CaseFile file = new CaseFile(number, item, opener, now, State.DRAFT);
            file.put(party);
            representation.require(file);
            cases.insert(file);
            caseLog.note(number, CaseLog.Actor.of(user), null, "case.event.opened", item.label());
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
                new ServiceItem.Field("identifier", party.label(), null, FieldType.CREDIT_CODE, true, List.of());
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
}
