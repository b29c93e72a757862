package org.yici.app.web.my;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.casework.Case;
import org.yici.app.casework.Cases;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.kernel.resource.ItemType;

/** Whose uses and consents a person may look at. */
@Component
class MySubjects {
    private static final int CASES = 100;

    private final Subjects subjects;
    private final Cases cases;

    MySubjects(Subjects subjects, Cases cases) {
        this.subjects = subjects;
        this.cases = cases;
    }

    /** The person itself, or a company for which a case of the person was granted. */
    record Subject(String key, String name, UUID id) {}

    /**
     * The person itself comes first.
     *
     * @throws NoSuchElementException if the account is of no citizen
     */
    List<Subject> of(User reader) {
        List<Subject> all = new ArrayList<>();
        all.add(self(reader));
        for (Case granted : cases.of(reader, 0, CASES).content()) {
            if (granted.state() == Case.State.COMPLETED) {
                granted.item().parties().stream()
                        .filter(party -> party.company())
                        .flatMap(party -> granted.party(party.role()).stream())
                        .map(party -> new Subject(party.identifier(), party.name(), party.subject()))
                        .filter(company ->
                                all.stream().noneMatch(known -> known.id().equals(company.id())))
                        .forEach(all::add);
            }
        }
        return all;
    }

    /** The person alone. */
    Subject self(User reader) {
        String citizenId = reader.citizenId();
        if (citizenId == null) {
            throw new NoSuchElementException("The account " + reader.username() + " is of no citizen");
        }
        return new Subject("me", reader.displayName(), subjects.of(ItemType.CITIZEN_ID, citizenId));
    }

    /** The one with a key, else the person. */
    static Subject chosen(List<Subject> all, String key) {
        return all.stream()
                .filter(subject -> subject.key().equals(key))
                .findFirst()
                .orElse(all.getFirst());
    }

    /** Those cases that the reader may see; who is no party any more keeps the records, not the case. */
    Set<String> openCases(User reader, Stream<@Nullable String> numbers) {
        return numbers.flatMap(Stream::ofNullable)
                .distinct()
                .filter(number -> cases.find(reader, number).isPresent())
                .collect(Collectors.toSet());
    }
}
