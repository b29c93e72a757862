package org.yici.stream.link;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yici.kernel.linking.Constraints;
import org.yici.kernel.linking.Explanation;
import org.yici.kernel.linking.Frequencies;
import org.yici.kernel.linking.LinkDecision;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.PreparedRecord;
import org.yici.kernel.linking.SubjectIds;
import org.yici.kernel.linking.cluster.ClusterChange;
import org.yici.stream.platform.PlanBook;

/**
 * Finds the subject of a record without a usable strong identifier: fetches its neighbourhood, has {@link LinkDecision} decide, and
 * writes what follows. The record joins a subject or is one of its own; where that is in doubt a steward is asked.
 */
final class SubjectFinder {
    private static final int MOST_QUESTIONS = 3;

    private final SubjectIds subjects;
    private final Population population = new Population();
    private final PlanBook plans = new PlanBook();

    SubjectFinder(SubjectIds subjects) {
        this.subjects = subjects;
    }

    /** A pair of records and what speaks for their being of one subject; the first is one without an identifier. */
    record Pair(RecordId first, RecordId second, Explanation why) {}

    /** Looks at a record; returns whether anybody's subject changed. */
    boolean look(Transaction platform, RecordId id, long number) throws SQLException {
        plans.refresh(platform.connection());
        LinkStore store = new LinkStore(platform, plans);
        ReviewStore reviews = new ReviewStore(platform);
        if (!store.takeOff(id, number)) {
            return false;
        }
        LinkRecord found = store.find(id);
        if (found == null) {
            return false;
        }
        SharedIdentifier shared = new SharedIdentifier(store, plans, subjects);
        SharedIdentifier.Settled settled = shared.settle(found);
        LinkRecord record = settled.record();
        return record.fields() == null || record.identified()
                ? leave(store, reviews, record)
                : decide(store, reviews, new SampleStore(platform), shared, settled, number);
    }

    /** Leaves a record on the list with the reason why it cannot be linked, unless it has been asked for anew. */
    int failed(Transaction platform, RecordId id, long number, String reason) throws SQLException {
        return new LinkStore(platform, plans).failed(id, number, reason);
    }

    /** A record that is gone, or that an identifier names now, is linked no more. */
    private static boolean leave(LinkStore store, ReviewStore reviews, LinkRecord record) throws SQLException {
        RecordId id = record.id();
        reviews.settle(id);
        reviews.wakeDoubters(id, List.of());
        UUID before = record.linked();
        if (before == null) {
            return false;
        }
        var departure = new ClusterChange(ClusterChange.Kind.DEPARTURE, before.toString(), "", List.of(id.toString()));
        store.carryOut(departure, id, null, Linkers.of(record.model()).model());
        store.wakeOneOf(before);
        return true;
    }

    private boolean decide(
            LinkStore store,
            ReviewStore reviews,
            SampleStore samples,
            SharedIdentifier shared,
            SharedIdentifier.Settled settled,
            long number)
            throws SQLException {
        LinkRecord record = settled.record();
        Linker linker = Linkers.of(record.model());
        Frequencies frequency = population.frequencies(samples, linker);
        RecordId id = record.id();
        PreparedRecord arrived = shared.prepared(linker, record);
        List<Long> blocks = usable(store, linker, record.model(), arrived);
        store.waitUnder(id, blocks);
        List<LinkRecord> candidates = store.candidates(record, blocks);

        List<LinkDecision.Known> possible = known(linker, shared, candidates);
        Constraints ruled = reviews.rulings(record, candidates);
        List<LinkRecord> near =
                neighbours(store, record, candidates, LinkDecision.touched(linker, frequency, arrived, possible, ruled));
        NewSubjects names = new NewSubjects(
                subjects,
                number,
                Stream.concat(Stream.of(record), near.stream()).toList());
        names.taken(store.taken(names.possible()));
        UUID before = record.linked();
        LinkDecision arrival = LinkDecision.decide(
                linker,
                frequency,
                arrived,
                before == null ? "" : before.toString(),
                known(linker, shared, near),
                reviews.rulings(record, near),
                names);

        ask(reviews, linker, frequency, record, near, arrival);
        LinkRecord contradicted = settled.contradicted();
        if (contradicted != null) {
            Explanation why = linker.score(arrived, shared.prepared(linker, contradicted), frequency);
            reviews.ask(pair(linker, frequency, record, List.of(contradicted), why));
        }
        carryOut(store, reviews, linker, record, arrival);
        return !arrival.changes().isEmpty();
    }

    /** Puts down the record's questions and evidence as they are now. */
    private static void ask(
            ReviewStore reviews,
            Linker linker,
            Frequencies frequency,
            LinkRecord record,
            List<LinkRecord> near,
            LinkDecision arrival)
            throws SQLException {
        reviews.settle(record.id());
        Explanation joined = arrival.joined();
        if (joined != null) {
            reviews.linked(pair(linker, frequency, record, near, joined));
        }
        List<RecordId> stillInDoubt = new ArrayList<>();
        for (Explanation doubt :
                arrival.reviews().stream().limit(MOST_QUESTIONS).toList()) {
            Pair pair = pair(linker, frequency, record, near, doubt);
            reviews.ask(pair);
            stillInDoubt.add(pair.first());
        }
        reviews.wakeDoubters(record.id(), stillInDoubt);
    }

    private static void carryOut(
            LinkStore store, ReviewStore reviews, Linker linker, LinkRecord record, LinkDecision arrival)
            throws SQLException {
        boolean moves = false;
        for (ClusterChange change : arrival.changes()) {
            store.carryOut(change, record.id(), arrival.joined(), linker.model());
            for (String one : change.records()) {
                RecordId moved = RecordId.of(one);
                reviews.settleParted(moved);
                if (moved.equals(record.id())) {
                    moves = true;
                } else {
                    reviews.wakeDoubters(moved, List.of());
                    reviews.wakeIfInDoubt(moved);
                }
            }
        }
        UUID before = record.linked();
        if (before != null && !moves) {
            // The record may have been written anew, without its subject.
            store.writeSubject(record.id(), before);
        }
    }

    /** The other records of the touched subjects and of the record's own so far, the nearest first. */
    private static List<LinkRecord> neighbours(
            LinkStore store, LinkRecord record, List<LinkRecord> candidates, List<String> touched) throws SQLException {
        Map<UUID, Integer> rank = new LinkedHashMap<>();
        touched.forEach(subject -> rank.put(UUID.fromString(subject), rank.size()));
        UUID before = record.linked();
        if (before != null) {
            rank.putIfAbsent(before, rank.size());
        }
        Set<RecordId> met = candidates.stream().map(LinkRecord::id).collect(Collectors.toSet());
        return Stream.concat(candidates.stream(), store.ofSubjects(record.model(), rank.keySet()).stream())
                .filter(one -> rank.containsKey(one.whose()) && !one.id().equals(record.id()))
                .collect(Collectors.toMap(LinkRecord::id, one -> one, (a, b) -> a))
                .values()
                .stream()
                .sorted(Comparator.comparing((LinkRecord one) -> rank.getOrDefault(one.whose(), 0))
                        .thenComparing(one -> !met.contains(one.id()))
                        .thenComparing(one -> one.id().toString()))
                .toList();
    }

    /** Records that somebody has looked at already; those still waiting will find this one when it is their turn. */
    private static List<LinkDecision.Known> known(Linker linker, SharedIdentifier shared, Collection<LinkRecord> records) {
        List<LinkDecision.Known> known = new ArrayList<>();
        for (LinkRecord one : records) {
            UUID whose = one.whose();
            if (whose != null && one.fields() != null) {
                known.add(new LinkDecision.Known(shared.prepared(linker, one), whose.toString(), one.identified()));
            }
        }
        return known;
    }

    /** Of two records that both lack an identifier either may be looked at first: one pair, not two. */
    private static Pair pair(
            Linker linker, Frequencies frequency, LinkRecord record, List<LinkRecord> near, Explanation why) {
        LinkRecord other = near.stream()
                .filter(one -> one.id().toString().equals(why.first())
                        || one.id().toString().equals(why.second()))
                .findFirst()
                .orElseThrow();
        boolean swapped = !other.identified()
                && other.id().toString().compareTo(record.id().toString()) < 0;
        LinkRecord first = swapped ? other : record;
        LinkRecord second = swapped ? record : other;
        Explanation turned = swapped ? linker.score(prepared(linker, first), prepared(linker, second), frequency) : why;
        return new Pair(first.id(), second.id(), turned);
    }

    private static PreparedRecord prepared(Linker linker, LinkRecord record) {
        return linker.prepare(record.id().toString(), Objects.requireNonNull(record.fields()));
    }

    /** The coarsest keys whose blocks are small enough to be compared whole, one a pass. */
    private static List<Long> usable(LinkStore store, Linker linker, String model, PreparedRecord arrived)
            throws SQLException {
        List<String> keys = linker.blockingKeys(arrived);
        Map<Long, Integer> limits = new LinkedHashMap<>();
        for (String key : keys) {
            limits.put(LinkingEvidence.block(model, key), linker.largestBlock(key));
        }
        List<Long> small = store.smallBlocks(limits);
        Map<String, Long> byPass = new LinkedHashMap<>();
        for (String key : keys) {
            long block = LinkingEvidence.block(model, key);
            if (small.contains(block)) {
                byPass.putIfAbsent(key.substring(0, key.indexOf('.')), block);
            }
        }
        return List.copyOf(byPass.values());
    }
}
