package org.yici.app.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.OwnRecord.OwnItem;
import org.yici.app.exchange.OwnRecord.State;
import org.yici.app.identity.User;
import org.yici.app.registry.Freshness;
import org.yici.app.registry.Registry;
import org.yici.app.registry.RegistryRecord;
import org.yici.app.store.Page;
import org.yici.kernel.masking.Masking;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;

/**
 * What the base registries hold about a person, for that person: every record that names it, also as a spouse, an owner or a legal
 * representative. A look is a leaf before anything is shown, and everybody else whose items are in it sees it among the uses
 * ({@code docs/decisions/0022-whose-data-a-record-is.md}). What is about somebody else comes as under the lowest clearance.
 */
@Service
public class OwnData {
    /** Under which a person is given what is about others alone. */
    static final SecurityLevel OTHERS = SecurityLevel.L1;

    private final Catalogue catalogue;
    private final Registry registry;
    private final Readings readings;
    private final AnswerBody form;
    private final Freshness freshness;

    OwnData(Catalogue catalogue, Registry registry, Freshness freshness, Readings readings, AnswerBody form) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.freshness = freshness;
        this.readings = readings;
        this.form = form;
    }

    /** A record as the registry has it, with what its subject sees of it. */
    record Located(RegistryRecord found, OwnRecord shown) {}

    /**
     * A page of the person's records, those of one department and resource beside each other, the newest first.
     *
     * @param reader who looks, who is the subject
     * @throws org.yici.app.ledger.LedgerUnavailableException if the look cannot be noted; nothing is shown then
     */
    public Page<OwnRecord> of(User reader, UUID subject, int page, int size) {
        long skip = (long) page * size;
        long total = 0;
        List<Readings.Shown> noted = new ArrayList<>();
        List<OwnRecord> shown = new ArrayList<>();
        for (Resource resource : resources()) {
            long held = registry.count(resource, subject);
            long from = Math.max(0, skip - total);
            int room = size - shown.size();
            if (room > 0 && from < held) {
                List<RegistryRecord> records = registry.find(resource, subject, from, room);
                Map<String, Instant> newer = freshness.newerUnread(
                        resource.code(),
                        records.stream().map(RegistryRecord::key).toList());
                for (RegistryRecord found : records) {
                    OwnRecord own = shown(resource, found, subject, newer.get(found.key()));
                    shown.add(own);
                    noted.add(noted(resource, found, own));
                }
            }
            total += held;
        }
        readings.noteOwn(reader, subject, noted);
        return new Page<>(shown, page, size, total);
    }

    /** One record of the person by the name that {@link OwnRecord#record} gives it; a look like any other. */
    public Optional<OwnRecord> find(User reader, UUID subject, String resource, String record) {
        Optional<Located> located = locate(subject, resource, record);
        located.ifPresent(one -> readings.noteOwn(
                reader, subject, List.of(noted(catalogue.resource(resource).orElseThrow(), one.found(), one.shown()))));
        return located.map(Located::shown);
    }

    Optional<Located> locate(UUID subject, String code, String record) {
        Optional<Resource> resource =
                catalogue.resource(code).filter(found -> !found.subjects().isEmpty());
        return resource.flatMap(of ->
                registry.find(of, subject, 0, Math.toIntExact(registry.count(of, subject))).stream()
                        .filter(found -> name(subject, code, found.key()).equals(record))
                        .findFirst()
                        .map(found -> new Located(found, shown(of, found, subject, newer(of, found)))));
    }

    /** How a record is called to one person. */
    String name(UUID subject, String resource, String key) {
        return form.opaqueKey("person:" + subject, resource, key).substring(1);
    }

    private List<Resource> resources() {
        return catalogue.resources().stream()
                .filter(resource -> !resource.subjects().isEmpty())
                .sorted(Comparator.comparing(Resource::provider).thenComparing(Resource::code))
                .toList();
    }

    private @Nullable Instant newer(Resource resource, RegistryRecord found) {
        return freshness.newerUnread(resource.code(), List.of(found.key())).get(found.key());
    }

    private OwnRecord shown(Resource resource, RegistryRecord found, UUID subject, @Nullable Instant newerUnread) {
        List<OwnItem> items = new ArrayList<>();
        for (Item item : resource.items()) {
            String value = found.values().get(item.name());
            if (value == null) {
                continue;
            }
            if (RecordSubjects.isOwn(resource, found, item, subject)
                    || item.level().compareTo(OTHERS) <= 0) {
                items.add(new OwnItem(item.name(), value, State.CLEAR));
            } else if (item.level() != SecurityLevel.L4) {
                items.add(new OwnItem(item.name(), Masking.mask(item.type(), value), State.MASKED));
            } else {
                items.add(new OwnItem(item.name(), null, State.WITHHELD));
            }
        }
        return new OwnRecord(
                resource.code(),
                resource.provider(),
                name(subject, resource.code(), found.key()),
                items,
                found.sourceTime(),
                found.arrivedAt(),
                newerUnread);
    }

    private static Readings.Shown noted(Resource resource, RegistryRecord found, OwnRecord shown) {
        return new Readings.Shown(
                resource.code(),
                shown.record() + "|" + shown.sourceTime(),
                resource.items().stream()
                        .filter(item -> found.values().containsKey(item.name()))
                        .flatMap(item -> RecordSubjects.of(resource, found, item).stream())
                        .collect(Collectors.toSet()));
    }
}
