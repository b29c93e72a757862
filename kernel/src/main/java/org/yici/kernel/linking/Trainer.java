package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.LinkageModel.Comparison;
import org.yici.kernel.linking.LinkageModel.Frequency;
import org.yici.kernel.linking.LinkageModel.Level;
import org.yici.kernel.linking.compare.FieldComparison;

/**
 * Estimates a model's m and u. u from random pairs, which hardly ever are of one subject. m, if the truth is known, from the
 * pairs of each subject; else by expectation and maximisation (Winkler 1988) in the blocks of each pass, without the fields
 * that the pass's keys read, since these agree in every pair of it.
 */
public final class Trainer {
    private static final int RANDOM_PAIRS = 3_000_000;
    /** Posterior odds in bits from which a pair of different subjects counts as kin. */
    private static final double KIN = -3;

    private static final int ROUNDS = 30;
    private static final double SMOOTHING = 0.5;

    private final LinkageModel model;
    private final Linker linker;
    private final List<PreparedRecord> records;
    private final long seed;

    /** @param seed of the random pairs: the same gives the same model */
    public Trainer(LinkageModel model, List<PreparedRecord> records, long seed) {
        if (records.size() < 2) {
            throw new IllegalArgumentException("A model cannot be trained on fewer than two records");
        }
        this.model = model;
        this.linker = new Linker(model);
        this.records = records;
        this.seed = seed;
    }

    /** Without knowing the truth. */
    public LinkageModel train(String version) {
        double[][] u = shares(random().levelCounts());
        return filled(version, expectationMaximisation(u), u, u, model.kinPerRecord());
    }

    /** @param subjects of the records, in their order */
    public LinkageModel train(String version, List<String> subjects) {
        Map<String, List<PreparedRecord>> members = new TreeMap<>();
        for (int i = 0; i < records.size(); i++) {
            members.computeIfAbsent(subjects.get(i), key -> new ArrayList<>()).add(records.get(i));
        }
        Patterns same = new Patterns(linker);
        for (List<PreparedRecord> group : members.values()) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = i + 1; j < group.size(); j++) {
                    // A subject with many records counts by its records, not by its pairs.
                    same.add(group.get(i), group.get(j), 2.0 / (group.size() - 1));
                }
            }
        }
        double[][] m = shares(same.levelCounts());
        double[][] u = shares(random(subjects).levelCounts());
        if (model.kinPerRecord() == 0) {
            return filled(version, m, u, u, 0);
        }
        Patterns kin = kin(filled(version, m, u, u, 0), subjects);
        double[][] k = shares(kin.levelCounts());
        return filled(version, m, u, k, rounded(Math.max(1, kin.total()) * 2 / records.size()));
    }

    /** Pairs of different subjects that would be taken for one if there were only strangers besides. */
    private Patterns kin(LinkageModel strangersOnly, List<String> subjects) {
        Linker scorer = new Linker(strangersOnly);
        Frequencies frequencies = Frequencies.of(scorer, records);
        Patterns kin = new Patterns(linker);
        Blocks blocks = new Blocks(linker, records);
        for (int pass = 0; pass < linker.passes().size(); pass++) {
            int number = pass;
            blocks.pass(pass).forEachPair((a, b) -> {
                boolean fresh =
                        !blocks.metBefore(number, a, b) && !subjects.get(a).equals(subjects.get(b));
                if (fresh && scorer.posterior(records.get(a), records.get(b), frequencies) >= KIN) {
                    kin.add(records.get(a), records.get(b), 1);
                }
            });
        }
        return kin;
    }

    private Patterns random() {
        return random(null);
    }

    private Patterns random(@Nullable List<String> subjects) {
        Patterns patterns = new Patterns(linker);
        Random random = new Random(seed);
        long all = (long) records.size() * (records.size() - 1) / 2;
        for (long i = Math.min(RANDOM_PAIRS, all); i > 0; i--) {
            int a = random.nextInt(records.size());
            int b = random.nextInt(records.size());
            if (a != b && (subjects == null || !subjects.get(a).equals(subjects.get(b)))) {
                patterns.add(records.get(a), records.get(b), 1);
            }
        }
        return patterns;
    }

    private double[][] shares(double[][] counts) {
        double[][] shares = new double[counts.length][];
        for (int field = 0; field < counts.length; field++) {
            double total = 0;
            for (double count : counts[field]) {
                total += count + SMOOTHING;
            }
            shares[field] = new double[counts[field].length];
            for (int level = 0; level < shares[field].length; level++) {
                shares[field][level] = (counts[field][level] + SMOOTHING) / total;
            }
        }
        return shares;
    }

    private double[][] expectationMaximisation(double[][] u) {
        double[][] sums = new double[u.length][];
        for (int field = 0; field < u.length; field++) {
            sums[field] = new double[u[field].length];
        }
        Blocks blocks = new Blocks(linker, records);
        for (int number = 0; number < linker.passes().size(); number++) {
            int pass = number;
            Blocks.Pass found = blocks.pass(pass);
            Patterns patterns = new Patterns(linker);
            found.forEachPair((a, b) -> patterns.add(records.get(a), records.get(b), 1));
            boolean[] used = new boolean[u.length];
            for (int field = 0; field < used.length; field++) {
                used[field] = !linker.passes().get(pass).reads(field);
            }
            double[][] expected = maximised(patterns, u, used);
            for (int field = 0; field < u.length; field++) {
                for (int level = 0; used[field] && level < u[field].length; level++) {
                    sums[field][level] += expected[field][level];
                }
            }
        }
        return shares(sums);
    }

    /** Expected numbers of matches by field and level, from the patterns of one pass. */
    private double[][] maximised(Patterns patterns, double[][] u, boolean[] used) {
        double[][] m = started(u);
        double[] lambda = {0.5};
        double[][] expected = new double[u.length][];
        for (int round = 0; round < ROUNDS; round++) {
            for (int field = 0; field < u.length; field++) {
                expected[field] = new double[u[field].length];
            }
            double[] totals = new double[2];
            double[][] current = m;
            patterns.forEach((levels, count) -> {
                double same = lambda[0];
                double other = 1 - lambda[0];
                for (int field = 0; field < levels.length; field++) {
                    if (used[field] && levels[field] != FieldComparison.SILENT) {
                        same *= current[field][levels[field]];
                        other *= u[field][levels[field]];
                    }
                }
                double share = count * same / (same + other);
                totals[0] += share;
                totals[1] += count;
                for (int field = 0; field < levels.length; field++) {
                    if (used[field] && levels[field] != FieldComparison.SILENT) {
                        expected[field][levels[field]] += share;
                    }
                }
            });
            lambda[0] = totals[1] == 0 ? 0.5 : Math.min(0.9999, Math.max(1e-6, totals[0] / totals[1]));
            m = shares(expected);
        }
        return expected;
    }

    /** Where the search begins: agreement is likelier the stronger it is. */
    private static double[][] started(double[][] u) {
        double[][] m = new double[u.length][];
        for (int field = 0; field < u.length; field++) {
            m[field] = new double[u[field].length];
            double total = 0;
            for (int level = 0; level < m[field].length; level++) {
                m[field][level] = Math.pow(0.5, level) + 0.01;
                total += m[field][level];
            }
            for (int level = 0; level < m[field].length; level++) {
                m[field][level] /= total;
            }
        }
        return m;
    }

    private LinkageModel filled(String version, double[][] m, double[][] u, double[][] k, double kinPerRecord) {
        Frequencies frequencies = Frequencies.of(linker, records);
        List<Comparison> comparisons = new ArrayList<>();
        for (int field = 0; field < m.length; field++) {
            Comparison comparison = model.comparisons().get(field);
            FieldComparison<Object> kind = linker.comparison(field);
            Map<String, Level> levels = new LinkedHashMap<>();
            for (int level = 0; level < m[field].length; level++) {
                levels.put(
                        kind.levels().get(level),
                        new Level(rounded(m[field][level]), rounded(u[field][level]), rounded(k[field][level])));
            }
            Map<String, Frequency> adjusted = new LinkedHashMap<>();
            for (Map.Entry<String, Frequency> entry : comparison.frequencies().entrySet()) {
                int token = kind.tokens().indexOf(entry.getKey());
                double reference = rounded(frequencies.agreement(field, token));
                adjusted.put(
                        entry.getKey(),
                        new Frequency(reference, entry.getValue().strength()));
            }
            comparisons.add(
                    new Comparison(comparison.field(), comparison.kind(), comparison.columns(), levels, adjusted));
        }
        return new LinkageModel(
                model.name(),
                version,
                model.columns(),
                model.shapes(),
                comparisons,
                model.blocking(),
                model.matchesPerRecord(),
                kinPerRecord,
                model.thresholds());
    }

    /** Four significant digits: more would feign a precision that no sample gives. */
    private static double rounded(double share) {
        return Double.parseDouble("%.3e".formatted(share));
    }
}
