package org.yici.kernel.linking;

import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.cluster.Evidence;

/** The evidence between a few records by a model. */
final class RecordEvidence implements Evidence {
    private final Linker linker;
    private final Frequencies frequencies;
    private final Constraints constraints;
    private final PreparedRecord[] entries;
    private final @Nullable String[] identified;
    private final double prior;

    /** @param identified the subject that a strong identifier names, by record; null where there is none */
    RecordEvidence(
            Linker linker,
            Frequencies frequencies,
            Constraints constraints,
            PreparedRecord[] entries,
            @Nullable String[] identified) {
        this.linker = linker;
        this.frequencies = frequencies;
        this.constraints = constraints;
        this.entries = entries;
        this.identified = identified;
        prior = linker.prior(frequencies);
    }

    @Override
    public int fields() {
        return linker.fields();
    }

    @Override
    public int level(int a, int b, int field) {
        return linker.level(entries[a], entries[b], field);
    }

    @Override
    public double weight(int a, int b, int field, int level) {
        return linker.weight(entries[a], entries[b], field, level, frequencies);
    }

    @Override
    public double kinWeight(int field, int level) {
        return linker.kinWeight(field, level);
    }

    @Override
    public double posterior(double strangers, double kin) {
        return linker.posterior(prior + strangers, kin + frequencies.fewer());
    }

    @Override
    public Constraint constraint(int a, int b) {
        String x = identified[a];
        String y = identified[b];
        if (x != null && y != null) {
            return x.equals(y) ? Constraint.MUST_LINK : Constraint.CANNOT_LINK;
        }
        if (linker.forbids(entries[a], entries[b])) {
            return Constraint.CANNOT_LINK;
        }
        Constraint ruled = constraints.between(entries[a].id(), entries[b].id());
        int kin = linker.kin(entries[a], entries[b]);
        if (ruled == Constraint.NONE && kin == WeightLimits.IDENTIFIED) {
            return Constraint.IDENTIFIED;
        }
        if (ruled == Constraint.CANNOT_LINK || kin < 0) {
            return ruled;
        }
        return ruled == Constraint.MUST_LINK ? Constraint.SETTLED : Constraint.ASK;
    }
}
