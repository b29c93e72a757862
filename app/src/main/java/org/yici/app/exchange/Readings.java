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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;

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
    private final Map<List<Object>, Instant> noted = new LinkedHashMap<>();

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
        LINKING;

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
        if (!isOfficial(reader) || things.isEmpty() || !isNew(List.of(reader.username(), what, List.copyOf(things)))) {
            return;
        }
        Map<String, String> all = new LinkedHashMap<>(details);
        all.put("what", what.code());
        all.put("things", Integer.toString(things.size()));
        try {
            ledger.append(
                    new Act(Act.Kind.READING, reader.actor(), reader.department(), null, subjects, caseNumber, all));
        } catch (RuntimeException e) {
            synchronized (noted) {
                noted.remove(List.of(reader.username(), what, List.copyOf(things)));
            }
            throw e;
        }
    }

    private boolean isNew(List<Object> reading) {
        Instant now = clock.instant();
        synchronized (noted) {
            Instant before = noted.get(reading);
            if (before != null && now.isBefore(before.plus(ONE_READING))) {
                return false;
            }
            noted.remove(reading);
            noted.put(reading, now);
            while (noted.size() > REMEMBERED) {
                noted.remove(noted.keySet().iterator().next());
            }
            return true;
        }
    }

    private static boolean isOfficial(User reader) {
        return reader.department() != null || reader.citizenId() == null;
    }
}
