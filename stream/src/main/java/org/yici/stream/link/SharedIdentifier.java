package org.yici.stream.link;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.PreparedRecord;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;
import org.yici.stream.platform.PlanBook;

/**
 * Who of those that bear one valid identifier is named by it. Where records of clearly different people bear it, it binds none of
 * them any more, unless a base registry has it: then those whose records contradict the base registry's are not named by it. A record
 * that an identifier does not name is linked by its other values, and a steward is asked.
 */
final class SharedIdentifier {
    private final LinkStore store;
    private final PlanBook plans;
    private final SubjectIds subjects;

    SharedIdentifier(LinkStore store, PlanBook plans, SubjectIds subjects) {
        this.store = store;
        this.plans = plans;
        this.subjects = subjects;
    }

    /** A record and, if its identifier does not name its subject, another bearer that it contradicts. */
    record Settled(LinkRecord record, @Nullable LinkRecord contradicted) {}

    /** Binds and unbinds the bearers of a record's identifier as their values are now. */
    Settled settle(LinkRecord record) throws SQLException {
        UUID named = named(record).orElse(null);
        if (named == null) {
            return new Settled(record, null);
        }
        Linker linker = Linkers.of(record.model());
        List<LinkRecord> bearers = bearers(linker, record, named);
        List<PreparedRecord> prepared =
                bearers.stream().map(one -> whole(linker, one)).toList();
        Set<RecordId> unbound = unbound(linker, bearers, prepared);
        LinkRecord settled = record;
        for (LinkRecord bearer : bearers) {
            boolean binds = !unbound.contains(bearer.id());
            if (binds != bearer.identified()) {
                store.bind(bearer, binds ? named : null);
                if (bearer.id().equals(record.id())) {
                    settled = bearer.boundTo(binds ? named : null);
                } else {
                    store.wake(bearer.id());
                }
            }
        }
        if (settled.identified()) {
            return new Settled(settled, null);
        }
        PreparedRecord own = whole(linker, record);
        for (int i = 0; i < bearers.size(); i++) {
            if (linker.contradict(own, prepared.get(i))) {
                return new Settled(settled, bearers.get(i));
            }
        }
        return new Settled(settled, null);
    }

    /** A record as it is compared: without an identifier that is valid and does not name its subject. */
    PreparedRecord prepared(Linker linker, LinkRecord record) {
        PreparedRecord whole = whole(linker, record);
        return !record.identified() && named(record).isPresent() ? linker.withoutIdentifier(whole) : whole;
    }

    private static PreparedRecord whole(Linker linker, LinkRecord record) {
        Map<String, String> fields = record.fields();
        return linker.prepare(record.id().toString(), fields == null ? Map.of() : fields);
    }

    /** The subject that the record's identifier names if it names one at all. */
    private Optional<UUID> named(LinkRecord record) {
        Resource resource = plans.resource(record.id().resource()).orElse(null);
        Linking linking = resource == null ? null : resource.linking();
        Map<String, String> fields = record.fields();
        if (resource == null || linking == null || fields == null) {
            return Optional.empty();
        }
        Item item = resource.item(linking.subject()).orElseThrow();
        return linking.columns().entrySet().stream()
                .filter(column -> column.getValue().equals(item.name()))
                .map(column -> fields.get(column.getKey()))
                .flatMap(identifier -> Optional.ofNullable(identifier).stream())
                .flatMap(identifier -> subjects.ofProven(item.type(), identifier).stream())
                .findFirst();
    }

    /** All records whose identifier names the same, found by the keys that they have because of it; those of base registries first. */
    private List<LinkRecord> bearers(Linker linker, LinkRecord record, UUID named) throws SQLException {
        PreparedRecord whole = whole(linker, record);
        Set<String> keys = new LinkedHashSet<>(linker.blockingKeys(whole));
        keys.removeAll(new HashSet<>(linker.blockingKeys(linker.withoutIdentifier(whole))));
        List<Long> blocks = keys.stream()
                .map(key -> LinkingEvidence.block(record.model(), key))
                .toList();
        List<LinkRecord> bearers = new ArrayList<>();
        List<LinkRecord> others = new ArrayList<>();
        for (LinkRecord one : store.sharing(record.model(), blocks)) {
            if (named(one).filter(named::equals).isPresent()) {
                (isReference(one) ? bearers : others).add(one);
            }
        }
        bearers.addAll(others);
        return bearers;
    }

    private Set<RecordId> unbound(Linker linker, List<LinkRecord> bearers, List<PreparedRecord> prepared) {
        int references = (int) bearers.stream().filter(this::isReference).count();
        boolean registered = references > 0 && !contradictory(linker, prepared.subList(0, references));
        Set<RecordId> unbound = new HashSet<>();
        if (!registered && contradictory(linker, prepared)) {
            bearers.forEach(bearer -> unbound.add(bearer.id()));
        }
        for (int i = references; registered && i < bearers.size(); i++) {
            if (linker.contradict(prepared.get(0), prepared.get(i))) {
                unbound.add(bearers.get(i).id());
            }
        }
        return unbound;
    }

    private static boolean contradictory(Linker linker, List<PreparedRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            for (int j = i + 1; j < records.size(); j++) {
                if (linker.contradict(records.get(i), records.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isReference(LinkRecord record) {
        return plans.resource(record.id().resource())
                .map(Resource::linking)
                .map(Linking::reference)
                .orElse(false);
    }
}
