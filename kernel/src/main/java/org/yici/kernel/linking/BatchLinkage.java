package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.cluster.Agglomeration;
import org.yici.kernel.linking.cluster.Evidence;

/**
 * Links a whole set of records: block, score, cluster. Uses all processors of the common pool; the outcome depends only on
 * the records, not on their order or on the number of processors.
 */
public final class BatchLinkage {
    private static final int LARGEST_NEIGHBOURHOOD = 400;
    private static final float STEP = 2;
    private static final int LEAST_FOR_PRIOR = 1_000;
    /** Posterior odds in bits from which a pair is certain enough to be counted. */
    private static final float CERTAIN = 10;
    /** So many times fewer certain pairs than the model expects are no reason yet: evidence may be thin. */
    private static final double SHORT_OF = 4;

    private static final double MOST_BITS = -4;

    private final Linker linker;
    private final List<PreparedRecord> records;
    private Frequencies frequencies;
    private final Constraints constraints;
    private final Progress progress;
    private final AtomicLong compared = new AtomicLong();

    /** Is told how far the work is. */
    public interface Progress {
        Progress SILENT = (step, done, total) -> {};

        void at(Step step, long done, long total);
    }

    /** The steps of the work. */
    public enum Step {
        COUNT,
        COMPARE,
        CLUSTER
    }

    /**
     * What came out.
     *
     * @param cluster for each record, by its place, the least place of a record of its cluster
     * @param pairs from the threshold for review on, in no particular order
     * @param compared how many pairs were compared
     * @param disputed identifiers that records of clearly different subjects bear, each with the places of its records: they bound
     *     nothing, and a steward should look
     */
    public record Result(
            int[] cluster, List<Pair> pairs, Frequencies frequencies, long compared, List<int[]> disputed) {}

    /** Two records by their places, the lesser first, and the posterior odds in bits. */
    public record Pair(int first, int second, double weight) {}

    private BatchLinkage(
            Linker linker,
            List<PreparedRecord> records,
            Frequencies frequencies,
            Constraints constraints,
            Progress progress) {
        this.linker = linker;
        this.records = records;
        this.frequencies = frequencies;
        this.constraints = constraints;
        this.progress = progress;
    }

    /** Links records whose own values say how frequent a value is. */
    public static Result link(Linker linker, List<PreparedRecord> records, Progress progress) {
        progress.at(Step.COUNT, 0, records.size());
        Frequencies frequencies = Frequencies.of(linker, records);
        return link(linker, records, frequencies, Constraints.NONE, progress);
    }

    /** Links records with frequencies from elsewhere and with stewards' decisions. */
    public static Result link(
            Linker linker,
            List<PreparedRecord> records,
            Frequencies frequencies,
            Constraints constraints,
            Progress progress) {
        List<int[]> disputed = DisputedIdentifiers.find(linker, records);
        List<PreparedRecord> entries = records;
        if (!disputed.isEmpty()) {
            entries = new ArrayList<>(records);
            for (int[] places : disputed) {
                for (int place : places) {
                    entries.set(place, linker.withoutIdentifier(records.get(place)));
                }
            }
        }
        return new BatchLinkage(linker, entries, frequencies, constraints, progress).run(disputed);
    }

    private Result run(List<int[]> disputed) {
        List<Edges> edges = withFewerDuplicates(compare());
        int[] cluster = cluster(edges);
        List<Pair> pairs = new ArrayList<>();
        for (Edges part : edges) {
            for (int i = 0; i < part.size(); i++) {
                pairs.add(new Pair(part.first(i), part.second(i), part.weight(i)));
            }
        }
        return new Result(cluster, pairs, frequencies, compared.get(), disputed);
    }

    /**
     * The model's prior is of records of which each has so many duplicates. Where hardly any has, evidence must be stronger: every
     * weight is lowered by what the pairs that are certain say. A few records say nothing about that.
     */
    private List<Edges> withFewerDuplicates(List<Edges> edges) {
        if (records.size() < LEAST_FOR_PRIOR) {
            return edges;
        }
        long certain = edges.stream().mapToLong(part -> part.countFrom(CERTAIN)).sum();
        double found = Math.max(1, 2 * certain) / (double) records.size();
        double share = SHORT_OF * found / linker.model().matchesPerRecord();
        double bits = Math.max(MOST_BITS, Math.min(0, Math.log(share) / Math.log(2)));
        if (bits == 0) {
            return edges;
        }
        frequencies = frequencies.withFewerDuplicates(bits);
        float least = (float) linker.model().thresholds().review();
        return edges.stream().map(part -> part.lowered((float) bits, least)).toList();
    }

    private List<Edges> compare() {
        Blocks blocks = new Blocks(linker, records);
        float least = (float) linker.model().thresholds().review();
        List<Edges> edges = new ArrayList<>();
        int passes = linker.passes().size();
        for (int number = 0; number < passes; number++) {
            int pass = number;
            Blocks.Pass found = blocks.pass(pass);
            int chunks = Math.max(1, Math.min(256, found.blocks() / 64));
            AtomicInteger finished = new AtomicInteger();
            Edges[] parts = new Edges[chunks];
            IntStream.range(0, chunks).parallel().forEach(chunk -> {
                int from = (int) ((long) found.blocks() * chunk / chunks);
                int to = (int) ((long) found.blocks() * (chunk + 1) / chunks);
                parts[chunk] = new Edges();
                for (int block = from; block < to; block++) {
                    compare(blocks, pass, found, block, least, parts[chunk]);
                }
                progress.at(Step.COMPARE, (long) pass * chunks + finished.incrementAndGet(), (long) passes * chunks);
            });
            edges.addAll(Arrays.asList(parts));
        }
        return edges;
    }

    private void compare(Blocks blocks, int pass, Blocks.Pass found, int block, float least, Edges edges) {
        long[] pairs = new long[1];
        found.forEachPair(block, (a, b) -> {
            if (!blocks.metBefore(pass, a, b)) {
                pairs[0]++;
                PreparedRecord x = records.get(a);
                PreparedRecord y = records.get(b);
                double weight = linker.posterior(x, y, frequencies);
                if (weight >= least && !linker.forbids(x, y)) {
                    edges.add(a, b, (float) weight);
                }
            }
        });
        compared.addAndGet(pairs[0]);
    }

    private int[] cluster(List<Edges> edges) {
        Components components = new Components(records.size());
        components.join(edges, Float.NEGATIVE_INFINITY);
        constraints.mustLinks(records).forEach(pair -> components.join(pair[0], pair[1]));
        int[][] groups = components.groups();
        int[] cluster = IntStream.range(0, records.size()).toArray();
        AtomicLong finished = new AtomicLong();
        IntStream.range(0, groups.length).parallel().forEach(group -> {
            neighbourhood(groups[group], edges, cluster, 0);
            long done = finished.incrementAndGet();
            if (done % 1000 == 0) {
                progress.at(Step.CLUSTER, done, groups.length);
            }
        });
        return cluster;
    }

    /** Clusters one component; one that is too large is first taken apart where it is weakest. */
    private void neighbourhood(int[] members, List<Edges> edges, int[] cluster, int depth) {
        if (members.length > LARGEST_NEIGHBOURHOOD && depth < 40) {
            float threshold = (float) linker.model().thresholds().review() + STEP * (depth + 1);
            List<int[]> parts = divided(members, edges, threshold);
            // Where nothing would hang together any more it was not weak: many copies of one record, clustered a slice
            // at a time.
            boolean dissolved = parts.size() == members.length;
            for (int[] part : dissolved ? slices(members) : parts) {
                neighbourhood(part, edges, cluster, dissolved ? Integer.MAX_VALUE : depth + 1);
            }
            return;
        }
        PreparedRecord[] entries = new PreparedRecord[members.length];
        Integer[] order = new Integer[members.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(
                order,
                (a, b) -> records.get(members[a])
                        .id()
                        .compareTo(records.get(members[b]).id()));
        for (int i = 0; i < order.length; i++) {
            entries[i] = records.get(members[order[i]]);
        }
        Evidence evidence =
                new RecordEvidence(linker, frequencies, constraints, entries, new @Nullable String[entries.length]);
        int[] labels = Agglomeration.cluster(
                evidence, entries.length, linker.model().thresholds().link());
        int[] least = new int[labels.length];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int i = 0; i < labels.length; i++) {
            least[labels[i]] = Math.min(least[labels[i]], members[order[i]]);
        }
        for (int i = 0; i < labels.length; i++) {
            cluster[members[order[i]]] = least[labels[i]];
        }
    }

    private static List<int[]> slices(int[] members) {
        List<int[]> slices = new ArrayList<>();
        for (int from = 0; from < members.length; from += LARGEST_NEIGHBOURHOOD) {
            slices.add(Arrays.copyOfRange(members, from, Math.min(members.length, from + LARGEST_NEIGHBOURHOOD)));
        }
        return slices;
    }

    private static List<int[]> divided(int[] members, List<Edges> edges, float threshold) {
        Components parts = new Components(members.length);
        for (Edges part : edges) {
            for (int i = 0; i < part.size(); i++) {
                if (part.weight(i) >= threshold) {
                    int a = Arrays.binarySearch(members, part.first(i));
                    int b = Arrays.binarySearch(members, part.second(i));
                    if (a >= 0 && b >= 0) {
                        parts.join(a, b);
                    }
                }
            }
        }
        List<int[]> divided = new ArrayList<>();
        for (int[] group : parts.groups()) {
            divided.add(Arrays.stream(group).map(i -> members[i]).toArray());
        }
        return divided;
    }
}
