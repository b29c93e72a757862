package org.yici.kernel.linking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.LinkageModel.BlockingPass;
import org.yici.kernel.linking.LinkageModel.Comparison;
import org.yici.kernel.linking.LinkageModel.Level;
import org.yici.kernel.linking.LinkageModel.Thresholds;
import org.yici.kernel.linking.compare.Comparisons;
import org.yici.kernel.linking.compare.FieldComparison;

/**
 * A model made ready: prepares records, gives their blocking keys, scores pairs. Immutable and safe for use by several
 * threads.
 */
public final class Linker {
    private static final double LOG2 = Math.log(2);

    private final LinkageModel model;
    private final List<FieldComparison<Object>> comparisons = new ArrayList<>();
    private final Preparation preparation;
    private final double[][] weights;
    private final double[][] kinWeights;
    private final double kinOdds;
    private final Rarity rarity;
    private final int[] contradictable;
    private final WeightLimits limits;
    private final List<BlockingKeys> passes = new ArrayList<>();

    /** @throws IllegalArgumentException if the model names something that does not exist */
    public Linker(LinkageModel model) {
        this.model = model;
        int fields = model.comparisons().size();
        weights = new double[fields][];
        kinWeights = new double[fields][];
        kinOdds = model.kinPerRecord() == 0
                ? Double.POSITIVE_INFINITY
                : Math.log(model.matchesPerRecord() / model.kinPerRecord()) / LOG2;
        for (int field = 0; field < fields; field++) {
            compile(field, model.comparisons().get(field));
        }
        contradictable = IntStream.range(0, fields)
                .filter(field -> comparisons.get(field).canContradict())
                .toArray();
        limits = new WeightLimits(this, weights, contradictable);
        preparation = new Preparation(model, comparisons);
        rarity = new Rarity(model, comparisons);
        for (BlockingPass pass : model.blocking()) {
            passes.add(BlockingKeys.compile(pass, model, comparisons));
        }
    }

    private void compile(int field, Comparison comparison) {
        FieldComparison<Object> kind = Comparisons.of(comparison.kind());
        comparisons.add(kind);
        weights[field] = new double[kind.levels().size()];
        kinWeights[field] = new double[kind.levels().size()];
        for (Map.Entry<String, Level> level : comparison.levels().entrySet()) {
            int number = LinkageModel.index(kind.levels(), level.getKey(), comparison.field());
            weights[field][number] = level.getValue().weight();
            kinWeights[field][number] = level.getValue().kinWeight();
        }
    }

    public LinkageModel model() {
        return model;
    }

    public int fields() {
        return comparisons.size();
    }

    FieldComparison<Object> comparison(int field) {
        return comparisons.get(field);
    }

    List<BlockingKeys> passes() {
        return passes;
    }

    /** @param values by column name; a column that is absent or empty is a missing value */
    public PreparedRecord prepare(String id, Map<String, String> values) {
        return preparation.prepare(id, values);
    }

    /** @param row values in the order of the model's columns; not kept */
    public PreparedRecord prepare(String id, String[] row) {
        return preparation.prepare(id, row);
    }

    /** Prior odds in bits for so many records. */
    public double prior(long records) {
        double chance = Math.min(0.5, model.matchesPerRecord() / Math.max(1, records - 1));
        return Math.log(chance / (1 - chance)) / LOG2;
    }

    /** Prior odds in bits among records of which so many are known to be duplicates. */
    double prior(Frequencies frequencies) {
        return prior(frequencies.records()) + frequencies.fewer();
    }

    /** Whether two valid identifiers differ. */
    public boolean forbids(PreparedRecord a, PreparedRecord b) {
        for (int field = 0; field < comparisons.size(); field++) {
            Object x = a.value(field);
            Object y = b.value(field);
            if (x != null && y != null && comparisons.get(field).forbids(x, y)) {
                return true;
            }
        }
        return false;
    }

    /** Level of a field, or {@link FieldComparison#SILENT}. */
    public int level(PreparedRecord a, PreparedRecord b, int field) {
        Object x = a.value(field);
        Object y = b.value(field);
        return x == null || y == null
                ? FieldComparison.SILENT
                : comparisons.get(field).compare(x, y);
    }

    /** Weight of a level in bits, one subject against strangers. */
    double weight(PreparedRecord a, PreparedRecord b, int field, int level, Frequencies frequencies) {
        return weights[field][level] + adjustment(a, b, field, level, frequencies);
    }

    private double adjustment(PreparedRecord a, PreparedRecord b, int field, int level, Frequencies frequencies) {
        return limits.adjusted(a, b, field, level, rarity(a, b, field, level, frequencies), frequencies);
    }

    /** The hash by which those who give one contact are told apart, or 0. */
    long bearer(PreparedRecord entry) {
        for (int field = 0; field < comparisons.size(); field++) {
            Object value = entry.value(field);
            long bearer = value == null ? 0 : comparisons.get(field).bearer(value);
            if (bearer != 0) {
                return bearer;
            }
        }
        return 0;
    }

    /** The hash of the identifier that is to name the record's subject, or 0. */
    long identifier(PreparedRecord entry) {
        for (int field = 0; field < comparisons.size(); field++) {
            Object value = entry.value(field);
            long identifier = value == null ? 0 : comparisons.get(field).identifier(value);
            if (identifier != 0) {
                return identifier;
            }
        }
        return 0;
    }

    /** The record as it is compared where its identifier names nobody. */
    public PreparedRecord withoutIdentifier(PreparedRecord entry) {
        return preparation.withoutIdentifier(entry);
    }

    /** Whether two records are clearly of different subjects, their identifiers left aside: every field that can tell says so. */
    public boolean contradict(PreparedRecord a, PreparedRecord b) {
        for (int field : contradictable) {
            Object x = a.value(field);
            Object y = b.value(field);
            if (x == null || y == null || !comparisons.get(field).contradicts(x, y)) {
                return false;
            }
        }
        return contradictable.length > 1;
    }

    /** {@link WeightLimits#ofKin}: 0 or more where a steward says whether two records are of one subject or of two of a household. */
    int kin(PreparedRecord a, PreparedRecord b) {
        return limits.ofKin(a, b);
    }

    /** Weight of a level in bits, one subject against kin, who share values however rare. */
    double kinWeight(int field, int level) {
        return kinWeights[field][level];
    }

    /**
     * Posterior odds in bits: one subject against strangers and kin together.
     *
     * @param strangers prior and weights against strangers
     * @param kin weights against kin, without a prior
     */
    double posterior(double strangers, double kin) {
        double other = kin + kinOdds;
        double less = Math.min(strangers, other);
        double more = Math.max(strangers, other);
        return more - less > 40 ? less : less - Math.log1p(Math.pow(2, less - more)) / LOG2;
    }

    /** Posterior odds of two records in bits. */
    public double posterior(PreparedRecord a, PreparedRecord b, Frequencies frequencies) {
        double strangers = prior(frequencies);
        double kin = frequencies.fewer();
        for (int field = 0; field < comparisons.size(); field++) {
            int level = level(a, b, field);
            if (level >= 0) {
                strangers += weight(a, b, field, level, frequencies);
                kin += kinWeights[field][level];
            }
        }
        return posterior(strangers, kin);
    }

    /** By how much the rarity of a value that two records have in common changes a level's weight. */
    double rarity(PreparedRecord a, PreparedRecord b, int field, int level, Frequencies frequencies) {
        return rarity.of(a, b, field, level, frequencies);
    }

    public Decision decide(double posterior, boolean forbidden) {
        Thresholds thresholds = model.thresholds();
        if (forbidden) {
            return Decision.APART;
        }
        return posterior >= thresholds.link()
                ? Decision.LINK
                : posterior >= thresholds.review() ? Decision.REVIEW : Decision.APART;
    }

    /** Scores two records and says why. */
    public Explanation score(PreparedRecord a, PreparedRecord b, Frequencies frequencies) {
        List<Explanation.Part> parts = new ArrayList<>();
        double prior = prior(frequencies);
        double sum = prior;
        double kin = frequencies.fewer();
        for (int field = 0; field < comparisons.size(); field++) {
            int level = level(a, b, field);
            FieldComparison<Object> comparison = comparisons.get(field);
            double agreement = level < 0 ? 0 : weights[field][level];
            double rarity = level < 0 ? 0 : adjustment(a, b, field, level, frequencies);
            sum += agreement + rarity;
            kin += level < 0 ? 0 : kinWeights[field][level];
            parts.add(new Explanation.Part(
                    model.comparisons().get(field).field(),
                    text(comparison, a.value(field)),
                    text(comparison, b.value(field)),
                    level < 0 ? "silent" : comparison.levels().get(level),
                    agreement,
                    rarity));
        }
        boolean forbidden = forbids(a, b);
        double posterior = posterior(sum, kin);
        double probability = forbidden ? 0 : 1 / (1 + Math.pow(2, -posterior));
        return new Explanation(
                model.name(),
                model.version(),
                a.id(),
                b.id(),
                prior,
                parts,
                posterior - sum,
                forbidden,
                posterior,
                probability,
                decide(posterior, forbidden));
    }

    private static String text(FieldComparison<Object> comparison, @Nullable Object value) {
        return value == null ? "" : comparison.text(value);
    }

    /**
     * The keys under which a record is found, {@code pass.depth:hash}; two records with a key in common are worth comparing.
     * A pass has its key at depth 0 and a finer one at each further depth: of each pass the first is used whose block holds at
     * most {@link #largestBlock} records.
     */
    public List<String> blockingKeys(PreparedRecord entry) {
        List<String> keys = new ArrayList<>();
        for (int pass = 0; pass < passes.size(); pass++) {
            BlockingKeys blocking = passes.get(pass);
            long key = blocking.key(entry);
            for (int depth = 0; key != 0; depth++) {
                keys.add(pass + "." + depth + ":" + Long.toHexString(key));
                key = depth == blocking.refinements() ? 0 : blocking.refined(key, entry, depth);
            }
        }
        return keys;
    }

    /** How many records the block of one of the {@link #blockingKeys} may have before a finer one is used. */
    public int largestBlock(String key) {
        return passes.get(Integer.parseInt(key.substring(0, key.indexOf('.')))).largest();
    }
}
