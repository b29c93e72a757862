package org.yici.app.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.app.store.Page;

/**
 * The leaves that touch one subject's data, also where somebody else's record names it, and whom a leaf concerns. Only for the subject itself, and for those who act for it: the public sees entries without
 * telling whom they are about.
 */
public interface SubjectLeaves {
    /** The subject's leaves of some kinds, newest first. */
    default Page<Leaf> about(UUID subject, Set<Act.Kind> kinds, int page, int size) {
        return about(subject, LeafFilter.of(kinds), page, size);
    }

    /** The subject's leaves, newest first. */
    Page<Leaf> about(UUID subject, LeafFilter filter, int page, int size);

    /** The same gathered into lines, those of one department and purpose beside each other, the newest first. */
    Page<LeafLine> lines(UUID subject, LeafFilter filter, int page, int size);

    /** Index of the subject's newest leaf, empty if there is none. */
    OptionalLong newest(UUID subject, LeafFilter filter);

    /** For which departments and purposes there are leaves of some kinds. */
    List<Group> groups(UUID subject, Set<Act.Kind> kinds);

    /**
     * A department and a purpose.
     *
     * @param department the department's code; empty for what a citizen did
     * @param purpose the purpose's code; empty for acts without one
     */
    record Group(String department, String purpose) {}

    /**
     * The subject's leaves of some kinds, summed by department and day of China Standard Time, newest first: those days on which a department
     * read something after a time that it had not read before on that day.
     */
    List<Day> byDay(UUID subject, Set<Act.Kind> kinds, Instant since);

    /**
     * What one department did on one day.
     *
     * @param news when it last read something that it had not read before on that day
     * @param leaves how many leaves there are
     * @param resources codes of the resources that they name
     */
    record Day(String department, LocalDate day, Instant news, long leaves, List<String> resources) {
        public Day {
            resources = List.copyOf(resources);
        }
    }

    /** Everybody whose data the leaves of these indexes touched. */
    Set<UUID> touched(Collection<Long> indexes);

    /** Whom a leaf concerns; empty if there is no such leaf. */
    Optional<Concern> concern(long index);

    /**
     * Whom a leaf concerns.
     *
     * @param kind what was done
     * @param actor who did it, as the platform knows it
     * @param department code of the department for which it was done, null for a citizen
     * @param subjects whose data it touched
     * @param caseNumber the case it belongs to, if any
     */
    record Concern(
            Act.Kind kind,
            String actor,
            @Nullable String department,
            Set<UUID> subjects,
            @Nullable String caseNumber) {
        public Concern {
            subjects = Set.copyOf(subjects);
        }

        /** Whether it is about the log itself, which everybody verifies. */
        public boolean everybody() {
            return kind == Act.Kind.BEGINNING;
        }
    }

    /**
     * A leaf with what its entry says.
     *
     * @param index the leaf's index, from 0
     * @param at when it was appended
     * @param named whether the subject is only named in data about somebody else
     * @param details the act's details
     */
    record Leaf(
            long index,
            Instant at,
            Act.Kind kind,
            String actor,
            @Nullable String department,
            @Nullable String caseNumber,
            boolean named,
            Map<String, String> details) {
        public Leaf {
            details = Map.copyOf(details);
        }
    }
}
