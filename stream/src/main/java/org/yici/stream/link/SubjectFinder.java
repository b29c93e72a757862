package org.yici.stream.link;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.BatchLinkage;
import org.yici.kernel.linking.Constraints;
import org.yici.kernel.linking.Constraints.Ruling;
import org.yici.kernel.linking.Decision;
import org.yici.kernel.linking.Explanation;
import org.yici.kernel.linking.Frequencies;
import org.yici.kernel.linking.Linker;
import org.yici.kernel.linking.PreparedRecord;
import org.yici.kernel.linking.SubjectIds;

/**
 * Finds the subject of a record without a usable strong identifier. Its neighbourhood, the records that share a blocking key with it
 * and the other records of their subjects, is clustered by the same code as a whole file; what clerks have decided binds.
 *
 * <p>The outcome is one of three: the record joins a subject; it is in doubt, then it is nobody's and a clerk is asked; or it
 * is a subject of its own.
 */
final class SubjectFinder {
    private static final int MOST_QUESTIONS = 3;
    private static final int LOOKS_BETWEEN_COUNTS = 100;
    /** However few people are collected yet, a record may be of somebody who is not: the prior is that of a county at least. */
    static final long LEAST_POPULATION = 100_000;

    private final SubjectIds subjects;
    private final Map<String, Known> frequencies = new HashMap<>();
    private int looks;

    SubjectFinder(SubjectIds subjects) {
        this.subjects = subjects;
    }

    /** What is rare and common, and how many records there were when it was counted. */
    private record Known(Frequencies frequencies, long records) {}

    /** Another record that is or may be of the same subject, and why. */
    record Doubt(LinkRecord other, Explanation why) {}

    /** Looks at a record; returns whether its subject changed. */
    boolean look(LinkStore store, ReviewStore reviews, RecordId id) throws SQLException {
        store.takeOff(id);
        LinkRecord record = store.find(id);
        if (record == null) {
            return false;
        }
        Linker linker = Linkers.of(record.model());
        boolean gone = record.fields().isEmpty();
        if (gone || record.subject() != null) {
            reviews.wakeDoubters(id);
            reviews.ask(id, List.of());
            return store.assign(record, null, null, linker.model());
        }
        List<Long> blocks = usable(store, linker, record);
        store.waitUnder(id, blocks);
        List<LinkRecord> near = store.neighbourhood(record, blocks);
        return link(store, reviews, linker, near, near.indexOf(record));
    }

    private boolean link(LinkStore store, ReviewStore reviews, Linker linker, List<LinkRecord> near, int own)
            throws SQLException {
        LinkRecord record = near.get(own);
        List<Ruling> rulings = reviews.rulings(near);
        Frequencies frequency = frequencies(store, linker);
        List<PreparedRecord> prepared = near.stream()
                .map(other -> linker.prepare(other.id().toString(), other.fields()))
                .toList();
        int[] cluster = BatchLinkage.link(
                        linker, prepared, frequency, new Constraints(rulings), BatchLinkage.Progress.SILENT)
                .cluster();
        List<LinkRecord> mates = new ArrayList<>();
        Doubt strongest = null;
        List<Doubt> doubts = new ArrayList<>();
        Double weight = null;
        for (int i = 0; i < near.size(); i++) {
            if (i != own) {
                Explanation why = linker.score(prepared.get(own), prepared.get(i), frequency);
                if (cluster[i] == cluster[own]) {
                    mates.add(near.get(i));
                    weight = weight == null ? why.weight() : Math.max(weight, why.weight());
                    boolean known = near.get(i).subject() != null;
                    if (known
                            && (strongest == null
                                    || why.weight() > strongest.why().weight())) {
                        strongest = new Doubt(near.get(i), why);
                    }
                } else if (why.decision() != Decision.APART) {
                    doubts.add(new Doubt(near.get(i), why));
                }
            }
        }
        UUID identified = strongest == null ? null : strongest.other().subject();
        // A record that has found its subject is not in doubt; one that is in doubt has no subject until a clerk says
        // so.
        List<Doubt> open = identified != null ? List.of() : open(record, near, doubts, rulings);
        reviews.ask(record.id(), open);
        if (strongest != null) {
            reviews.linked(record.id(), strongest);
            reviews.wakeDoubters(record.id());
        }
        boolean nobodys = !open.isEmpty() && mates.isEmpty();
        UUID subject = identified != null ? identified : nobodys ? null : ownSubject(record, mates);
        boolean changed = store.assign(record, subject, weight, linker.model());
        UUID before = record.linked();
        for (LinkRecord other : near) {
            // Who was of one subject with the record, without an identifier, and is not any more needs an id of its
            // own.
            boolean parted = before != null && before.equals(other.linked()) && other.subject() == null;
            if (parted && other != record && !mates.contains(other)) {
                store.lookAgain(other.id());
            }
        }
        for (LinkRecord mate : mates) {
            if (mate.subject() == null && subject != null) {
                changed |= store.assign(mate, subject, weight, linker.model());
            }
        }
        return changed;
    }

    /** The strongest doubt about each other subject that no clerk has ruled out, the strongest first. */
    private static List<Doubt> open(
            LinkRecord record, List<LinkRecord> near, List<Doubt> doubts, List<Ruling> rulings) {
        Set<Object> ruledOut = new HashSet<>();
        for (Ruling ruling : rulings) {
            boolean first = ruling.first().equals(record.id().toString());
            if (first || ruling.second().equals(record.id().toString())) {
                String other = first ? ruling.second() : ruling.first();
                near.stream()
                        .filter(one -> one.id().toString().equals(other))
                        .forEach(one -> ruledOut.add(one.whose()));
            }
        }
        Map<Object, Doubt> bySubject = new LinkedHashMap<>();
        for (Doubt doubt : doubts) {
            if (!ruledOut.contains(doubt.other().whose())) {
                bySubject.merge(
                        doubt.other().whose(),
                        doubt,
                        (a, b) -> a.why().weight() >= b.why().weight() ? a : b);
            }
        }
        return bySubject.values().stream()
                .sorted(Comparator.comparingDouble(doubt -> -doubt.why().weight()))
                .limit(MOST_QUESTIONS)
                .toList();
    }

    /** The id of a subject that nobody has identified: one that its records have already, else the least that they could give. */
    private UUID ownSubject(LinkRecord record, List<LinkRecord> mates) {
        TreeSet<UUID> possible = new TreeSet<>();
        List<LinkRecord> all = new ArrayList<>(mates);
        all.add(record);
        for (LinkRecord one : all) {
            possible.add(subjects.ofRecord(one.id().toString()));
        }
        for (LinkRecord one : all) {
            UUID linked = one.linked();
            if (linked != null && possible.contains(linked)) {
                return linked;
            }
        }
        return possible.first();
    }

    /** The coarsest keys whose blocks are small enough to be compared whole, one a pass. */
    private static List<Long> usable(LinkStore store, Linker linker, LinkRecord record) throws SQLException {
        List<String> keys = linker.blockingKeys(linker.prepare("", record.fields()));
        Map<Long, Integer> limits = new LinkedHashMap<>();
        for (String key : keys) {
            limits.put(Evidence.block(record.model(), key), linker.largestBlock(key));
        }
        List<Long> small = store.smallBlocks(limits);
        Map<String, Long> byPass = new LinkedHashMap<>();
        for (String key : keys) {
            long block = Evidence.block(record.model(), key);
            if (small.contains(block)) {
                byPass.putIfAbsent(key.substring(0, key.indexOf('.')), block);
            }
        }
        return List.copyOf(byPass.values());
    }

    /** What is rare and what is common among the records of a model; counted anew when there are many more. */
    private Frequencies frequencies(LinkStore store, Linker linker) throws SQLException {
        String model = linker.model().name();
        @Nullable Known known = frequencies.get(model);
        if (known == null || looks++ % LOOKS_BETWEEN_COUNTS == 0) {
            long records = store.count(model);
            if (known == null || records > known.records() * 3 / 2) {
                List<PreparedRecord> sample = store.sample(model).stream()
                        .map(fields -> linker.prepare("", fields))
                        .toList();
                known = new Known(Frequencies.of(linker, sample, Math.max(records, LEAST_POPULATION)), records);
                frequencies.put(model, known);
            }
        }
        return known.frequencies();
    }
}
