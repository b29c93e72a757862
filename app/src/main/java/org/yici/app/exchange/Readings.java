package org.yici.app.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerUnavailableException;

/**
 * What officials read on pages, by API or in exports: each disclosure is a leaf before it leaves, and shows in the list of everybody
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
     * Notes a reading; does nothing for a citizen, whose own data it is then.
     *
     * @param things what is shown, so that new things are a new reading: ids, a case's number and the leaves of its evidence
     * @param subjects everybody whose data is shown, as far as they are known
     * @param details further facts for the leaf, nothing personal
     * @throws org.yici.app.ledger.LedgerUnavailableException if it cannot be noted; then nothing must be shown
     */
    public void note(
            User reader,
            What what,
            Collection<?> things,
            Set<UUID> subjects,
            @Nullable String caseNumber,
            Map<String, String> details) {
        if (!isOfficial(reader) || things.isEmpty()) {
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
        all.put("things", Integer.toString(things.size()));
        try {
            ledger.append(
                    new Act(Act.Kind.READING, reader.actor(), reader.department(), null, subjects, caseNumber, all));
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
