package org.yici.app.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.app.registry.RegistryRecord;
import org.yici.kernel.masking.Masking;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;

/**
 * What of the records leaves, and whose data it is. A record names several people: a spouse, a buyer, a legal representative. Where a
 * right rests on consent, items about somebody else need that person's own consent, unless the right's legal basis opens them; and
 * everybody whose data leaves is named in the leaf.
 */
final class Disclosure {
    private final Situation situation;
    private final ConsentStore consents;
    private final Set<UUID> touched = new HashSet<>();
    private final Map<List<Object>, Optional<UUID>> consented = new HashMap<>();

    Disclosure(Situation situation, ConsentStore consents) {
        this.situation = situation;
        this.consents = consents;
    }

    /** Everybody whose data left so far. */
    Set<UUID> touched() {
        return touched;
    }

    /** The consents by which anything that leaves is open. */
    Set<UUID> consents() {
        Set<UUID> opening = new HashSet<>();
        situation.consent().ifPresent(opening::add);
        consented.values().forEach(consent -> consent.ifPresent(opening::add));
        return opening;
    }

    /**
     * A record as the right admits of giving it.
     *
     * @param newerUnread when the department wrote a later version that could not be read, or null
     */
    Evidence evidence(RegistryRecord found, AnswerBody form, @Nullable Instant newerUnread) {
        Resource resource = situation.resource();
        Right right = situation.right();
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> masked = new LinkedHashSet<>();
        Set<String> withheld = new LinkedHashSet<>();
        for (Item item : situation.items()) {
            String value = found.values().get(item.name());
            if (value == null) {
                continue;
            }
            if (!opens(found, item)) {
                withheld.add(item.name());
                continue;
            }
            if (right.clears(item)) {
                values.put(item.name(), value);
            } else if (item.level() != SecurityLevel.L4) {
                values.put(item.name(), Masking.mask(item.type(), value));
                masked.add(item.name());
            } else {
                continue;
            }
            touch(found, item);
        }
        // A key is often made of the subjects' numbers, so it is given to whoever is given these.
        boolean keyCleared = resource.subjects().stream()
                .allMatch(subject ->
                        situation.items().contains(subject) && right.clears(subject) && opens(found, subject));
        String key =
                keyCleared ? found.key() : form.opaqueKey(situation.request().consumer(), resource.code(), found.key());
        return new Evidence(
                resource.code(),
                resource.provider(),
                key,
                values,
                masked,
                withheld,
                found.sourceTime(),
                found.arrivedAt(),
                newerUnread);
    }

    /** Whether a claim about all the items may be compared with a record. */
    boolean opens(RegistryRecord found) {
        return situation.items().stream().allMatch(item -> opens(found, item));
    }

    /** Notes that a claim was compared with a record; what the answer tells, it tells of everybody whose items these are. */
    void compared(RegistryRecord found) {
        situation.items().forEach(item -> touch(found, item));
    }

    private void touch(RegistryRecord found, Item item) {
        touched.addAll(RecordSubjects.of(situation.resource(), found, item));
    }

    private boolean opens(RegistryRecord found, Item item) {
        Right right = situation.right();
        if (!right.consentNeeded() || right.othersItems().contains(item.name())) {
            return true;
        }
        // What is about several at once, as the date of a marriage, is open by the consent of each of them.
        return RecordSubjects.isOwn(
                        situation.resource(), found, item, situation.request().subject())
                || RecordSubjects.of(situation.resource(), found, item).stream().anyMatch(id -> hasConsented(id, item));
    }

    private boolean hasConsented(UUID subject, Item item) {
        return consented
                .computeIfAbsent(
                        List.of(subject, item.name()),
                        ignored -> consents.valid(situation.request(), subject, List.of(item.name()), situation.now()))
                .isPresent();
    }
}
