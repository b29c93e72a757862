package org.yici.app.casework.reading;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseEvent;
import org.yici.app.casework.CaseEvidence;
import org.yici.app.casework.Cases;
import org.yici.app.casework.ReceiptReaders;
import org.yici.app.casework.file.CaseStore;
import org.yici.app.casework.file.Separation;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.ledger.SubjectLeaves.Concern;
import org.yici.app.registry.Subjects;
import org.yici.app.service.ServiceItem;
import org.yici.kernel.resource.ItemType;

/** Lets those read a receipt whom its leaf concerns. */
@Component
class ConcernedReaders implements ReceiptReaders {
    private static final int CASES = 100;

    private final SubjectLeaves leaves;
    private final Subjects subjects;
    private final Cases cases;
    private final CaseStore files;

    ConcernedReaders(SubjectLeaves leaves, Subjects subjects, Cases cases, CaseStore files) {
        this.files = files;
        this.leaves = leaves;
        this.subjects = subjects;
        this.cases = cases;
    }

    @Override
    public boolean mayRead(@Nullable User user, long index) {
        Optional<Concern> found = leaves.concern(index);
        if (user == null || found.filter(Concern::everybody).isPresent()) {
            return found.filter(Concern::everybody).isPresent();
        }
        if (found.isEmpty() || user.is(Role.AUDITOR)) {
            return found.isPresent();
        }
        Concern concern = found.get();
        return user.actor().equals(concern.actor())
                || ofDepartment(user, concern)
                || ofCase(user, concern.caseNumber(), index)
                || isSubject(user, concern.subjects());
    }

    /** What was done for an official's department; not of a case in which the official takes part. */
    private boolean ofDepartment(User user, Concern concern) {
        return user.department() != null
                && user.department().equals(concern.department())
                && Optional.ofNullable(concern.caseNumber())
                        .flatMap(files::find)
                        .filter(file -> Separation.takesPart(user, file))
                        .isEmpty();
    }

    /** Whoever may see a case reads the receipts that the own page of the case names. */
    private boolean ofCase(User user, @Nullable String number, long index) {
        Optional<Case> seen = number == null ? Optional.empty() : cases.find(user, number);
        return seen.filter(found -> isNamed(found, index)).isPresent();
    }

    private static boolean isNamed(Case seen, long index) {
        return Stream.concat(
                        seen.timeline().stream().map(CaseEvent::leaf),
                        seen.evidence().stream().map(CaseEvidence::leaf))
                .anyMatch(leaf -> leaf != null && leaf == index);
    }

    /** The subject itself, or a company for which a case of the user was granted. */
    private boolean isSubject(User user, Set<UUID> touched) {
        if (touched.isEmpty() || user.citizenId() == null) {
            return false;
        }
        return touched.contains(subjects.of(ItemType.CITIZEN_ID, user.citizenId()))
                || cases.of(user, 0, CASES).content().stream()
                        .filter(granted -> granted.state() == Case.State.COMPLETED)
                        .anyMatch(granted -> granted.item().parties().stream()
                                .filter(ServiceItem.Party::company)
                                .flatMap(party -> granted.party(party.role()).stream())
                                .anyMatch(company -> touched.contains(company.subject())));
    }
}
