package org.yici.app.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.ledger.Receipt;

/**
 * Refusals of a caller that asks too often. The first in a minute is a leaf at once; those after it get the same receipt and are counted,
 * and the caller's next leaf tells how many they were and about whom. So a caller that floods the exchange cannot flood the ledger.
 */
@Component
class FrequencyRefusals {
    static final Duration GATHERED = Duration.ofMinutes(1);

    /** How many subjects a leaf names; the rest is counted. */
    private static final int NAMED = 200;

    private final Ledger ledger;
    private final Clock clock;
    private final Map<String, Gathered> callers = new HashMap<>();

    FrequencyRefusals(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    private static final class Gathered {
        private Instant since = Instant.MIN;
        private @Nullable Receipt receipt;
        private @Nullable Request last;
        private long more;
        private final Set<UUID> subjects = new HashSet<>();
    }

    /**
     * The receipt of a refusal.
     *
     * @param leaf writes a leaf with further details and further subjects
     */
    Receipt receipt(Request request, BiFunction<Map<String, String>, Set<UUID>, Receipt> leaf) {
        Gathered gathered;
        synchronized (callers) {
            gathered = callers.computeIfAbsent(caller(request), key -> new Gathered());
        }
        // The lock is the caller's own: the others do not wait for its leaf.
        synchronized (gathered) {
            Receipt known = gathered.receipt;
            if (known != null && clock.instant().isBefore(gathered.since.plus(GATHERED))) {
                gathered.more++;
                gathered.last = request;
                if (gathered.subjects.size() < NAMED) {
                    gathered.subjects.add(request.subject());
                }
                return known;
            }
            Receipt receipt = leaf.apply(details(gathered), Set.copyOf(gathered.subjects));
            gathered.since = clock.instant();
            gathered.receipt = receipt;
            gathered.more = 0;
            gathered.subjects.clear();
            return receipt;
        }
    }

    /** Writes what was counted and no further refusal has told. */
    @Scheduled(fixedDelay = 60_000)
    void tellTheRest() {
        Map<String, Gathered> all;
        synchronized (callers) {
            all = Map.copyOf(callers);
        }
        for (Map.Entry<String, Gathered> caller : all.entrySet()) {
            Gathered gathered = caller.getValue();
            synchronized (gathered) {
                Request last = gathered.last;
                if (clock.instant().isBefore(gathered.since.plus(GATHERED))) {
                    continue;
                }
                if (gathered.more > 0 && last != null) {
                    Map<String, String> details = new HashMap<>(details(gathered));
                    details.put("rule", Rule.TOO_FREQUENT.code());
                    details.put("resource", CallText.resource(last.resource()));
                    details.put("purpose", CallText.purpose(last.purpose()));
                    gathered.receipt = ledger.append(new Act(
                            Act.Kind.REFUSAL, last.actor(), last.consumer(), null, gathered.subjects, null, details));
                    gathered.since = clock.instant();
                    gathered.more = 0;
                    gathered.subjects.clear();
                }
            }
        }
        synchronized (callers) {
            for (Iterator<Gathered> idle = callers.values().iterator(); idle.hasNext(); ) {
                Gathered gathered = idle.next();
                if (gathered.more == 0 && clock.instant().isAfter(gathered.since.plus(GATHERED))) {
                    idle.remove();
                }
            }
        }
    }

    private static Map<String, String> details(Gathered gathered) {
        return gathered.more == 0 ? Map.of() : Map.of("refusedBefore", Long.toString(gathered.more));
    }

    private static String caller(Request request) {
        return request.consumer() + "|" + request.actor();
    }
}
