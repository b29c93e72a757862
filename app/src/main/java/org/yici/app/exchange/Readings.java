package org.yici.app.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerUnavailableException;

/**
 * What officials read on pages, by API or in exports, and what a person reads of its own data: each disclosure is a leaf before it leaves, and shows in the list of everybody
 * whose data it was. The same reader who looks at the same things again within {@link #ONE_READING} reads once: pages that keep
 * themselves up to date ask every second.
 */
@Service
public class Readings {
    static final Duration ONE_READING = Duration.ofMinutes(10);

    private static final int REMEMBERED = 20_000;

    private final Ledger ledger;
    private final Clock clock;
    private final Map<List<Object>, CompletableFuture<Instant>> noted = new LinkedHashMap<>();

    Readings(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What is read. */
    public enum What {
        /** A case with its evidence. */
        CASE,
        /** A list of cases or tasks with the applicants' names. */
        CASE_LIST,
        /** Records in quarantine. */
        QUARANTINE,
        /** Records in quarantine as a file. */
        QUARANTINE_EXPORT,
        /** Records that linking compared. */
        LINKING,
        /** Requests for correction of a department's data. */
        CORRECTIONS,
        /** What is held about a person, by the person. */
        OWN_DATA,
        /** The people beside a pair that linking compared: those of one household, those of one record. */
        HOUSEHOLD,
        /** Entries of the ledger as a file: who did what in which case. */
        LEDGER_EXPORT;

        /** The name in leaves and texts: {@code quarantine-export}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A record of a resource that is shown.
     *
     * @param thing what tells it from others
     * @param subjects everybody whose data it holds, as far as they are known
     */
    public record Shown(String resource, Object thing, Set<UUID> subjects) {
        public Shown {
            subjects = Set.copyOf(subjects);
        }
    }

    /**
     * Notes that records are read, with a leaf for each resource: whoever is in a record of one must not learn from the entry in which other
     * registers somebody else is.
     *
     * @throws org.yici.app.ledger.LedgerUnavailableException if it cannot be noted; then nothing must be shown
     */
    public void note(User reader, What what, Collection<Shown> shown) {
        byResource(shown)
                .forEach((resource, records) ->
                        note(reader, what, things(records), subjects(records), null, Map.of("resource", resource)));
    }

    private static SortedMap<String, List<Shown>> byResource(Collection<Shown> shown) {
        return shown.stream().collect(Collectors.groupingBy(Shown::resource, TreeMap::new, Collectors.toList()));
    }

    private static List<Object> things(Collection<Shown> shown) {
        return shown.stream().map(Shown::thing).distinct().toList();
    }

    private static Set<UUID> subjects(Collection<Shown> shown) {
        return shown.stream().flatMap(one -> one.subjects().stream()).collect(Collectors.toSet());
    }

    /**
     * Notes a reading; does nothing for a citizen, whose own data it is then.
     *
     * @param things what is shown, so that new things are a new reading: ids, a case's number and the leaves of its evidence
     * @param subjects everybody whose data is shown, as far as they are known
     * @param details further facts for the leaf, nothing personal and no numbers: everybody whose data is shown reads the one entry
     * @throws org.yici.app.ledger.LedgerUnavailableException if it cannot be noted; then nothing must be shown
     */
    public void note(
            User reader,
            What what,
            Collection<?> things,
            Set<UUID> subjects,
            @Nullable String caseNumber,
            Map<String, String> details) {
        if (isOfficial(reader)) {
            append(
                    reader,
                    what,
                    things,
                    subjects,
                    all -> new Act(
                            Act.Kind.READING, reader.actor(), reader.department(), null, subjects, caseNumber, all),
                    details);
        }
    }

    /**
     * Notes that a person looked at what is held about it. Others whose items are shown with it see that somebody in the record looked, each in
     * a leaf that tells of no other register; what names nobody else is one leaf.
     *
     * @param subject the person
     * @throws org.yici.app.ledger.LedgerUnavailableException if it cannot be noted; then nothing must be shown
     */
    void noteOwn(User reader, UUID subject, Collection<Shown> shown) {
        List<Shown> alone = new ArrayList<>();
        byResource(shown).values().forEach(records -> {
            if (Set.of(subject).containsAll(subjects(records))) {
                alone.addAll(records);
            } else {
                noteTogether(reader, subject, records);
            }
        });
        noteTogether(reader, subject, alone);
    }

    private void noteTogether(User reader, UUID subject, List<Shown> shown) {
        Set<UUID> everybody = subjects(shown);
        append(
                reader,
                What.OWN_DATA,
                things(shown),
                everybody,
                all -> new Act(Act.Kind.READING, reader.actor(), null, subject, everybody, null, all),
                Map.of("resource", String.join(",", byResource(shown).keySet())));
    }

    private void append(
            User reader,
            What what,
            Collection<?> things,
            Set<UUID> subjects,
            Function<Map<String, String>, Act> act,
            Map<String, String> details) {
        if (things.isEmpty()) {
            return;
        }
        List<Object> reading = List.of(reader.username(), what, List.copyOf(things), Set.copyOf(subjects));
        CompletableFuture<Instant> mine = new CompletableFuture<>();
        CompletableFuture<Instant> known = known(reading, mine);
        if (known != mine) {
            // Whoever reads the same at the same time waits for the leaf, and fails with it.
            join(known);
            return;
        }
        Map<String, String> all = new LinkedHashMap<>(details);
        all.put("what", what.code());
        try {
            ledger.append(act.apply(all));
            mine.complete(clock.instant());
        } catch (RuntimeException | Error e) {
            synchronized (noted) {
                noted.remove(reading, mine);
            }
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /** The leaf that tells of this reading already or is about to, else the caller's. */
    private CompletableFuture<Instant> known(List<Object> reading, CompletableFuture<Instant> mine) {
        Instant now = clock.instant();
        synchronized (noted) {
            CompletableFuture<Instant> before = noted.get(reading);
            if (before != null
                    && (!before.isDone()
                            || now.isBefore(before.getNow(Instant.EPOCH).plus(ONE_READING)))) {
                return before;
            }
            noted.remove(reading);
            noted.put(reading, mine);
            while (noted.size() > REMEMBERED) {
                noted.remove(noted.keySet().iterator().next());
            }
            return mine;
        }
    }

    private static void join(CompletableFuture<Instant> leaf) {
        try {
            leaf.join();
        } catch (CompletionException e) {
            throw new LedgerUnavailableException("The reading could not be noted", e.getCause());
        }
    }

    private static boolean isOfficial(User reader) {
        return reader.department() != null
                || reader.citizenId() == null
                || reader.roles().stream().anyMatch(role -> role != Role.APPLICANT);
    }
}
