package org.yici.app.web.steward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.linking.Households.Household;
import org.yici.app.linking.LinkChanges.Failure;
import org.yici.app.linking.LinkChanges.Logged;
import org.yici.app.linking.LinkReviews.Review;
import org.yici.app.linking.LinkReviews.Side;
import org.yici.kernel.linking.Explanation;
import org.yici.kernel.linking.LinkageModel.Thresholds;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.masking.Masking;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.SecurityLevel;

/** Pairs of records as a steward may see them: values of another department's record only in part. */
@Component
class LinkView {
    private static final int SCALE = 1000;

    private final Catalogue catalogue;

    LinkView(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A column of both records; a value is null if the record has none. */
    record Field(
            String name,
            @Nullable String doubtful,
            @Nullable String other,
            boolean same) {}

    /**
     * One step of the waterfall.
     *
     * @param level name of the level of agreement; null for the prior, kin and the sum
     * @param bits what it adds, signed, as text
     * @param from left end of its bar, 0 to 1000
     * @param width of its bar
     * @param kind {@code more}, {@code less} or {@code sum}
     */
    record Step(String field, @Nullable String level, String bits, int from, int width, String kind) {}

    /**
     * A pair.
     *
     * @param steps empty if nobody compared just these two
     * @param review where the threshold to ask a clerk stands on the waterfall's scale
     * @param link where the threshold to link by itself stands
     */
    record Pair(
            Review row, List<Field> fields, List<Step> steps, int review, int link, String percent, boolean masked) {}

    /** A pair in a list. */
    record Line(
            long id,
            String doubtful,
            String other,
            String state,
            String weight,
            String effect,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy) {}

    Pair pair(String department, Review review) {
        boolean own = own(department, review.other());
        Explanation why = review.explanation();
        if (why == null) {
            return new Pair(review, fields(review, own), List.of(), 0, 0, "", !own);
        }
        Thresholds thresholds = ModelFiles.named(why.model()).thresholds();
        List<Double> marks = new ArrayList<>(List.of(0.0, why.prior(), thresholds.link(), thresholds.review()));
        double sum = why.prior();
        for (Explanation.Part part : why.parts()) {
            sum += part.weight();
            marks.add(sum);
        }
        marks.add(why.weight());
        double least = marks.stream().mapToDouble(mark -> mark).min().orElse(0) - 1;
        double most = marks.stream().mapToDouble(mark -> mark).max().orElse(1) + 1;
        return new Pair(
                review,
                fields(review, own),
                steps(why, least, most),
                at(thresholds.review(), least, most),
                at(thresholds.link(), least, most),
                String.format(Locale.ROOT, "%.1f", 100 * why.probability()),
                !own);
    }

    /**
     * A household as a table.
     *
     * @param doubtful whether it is that of the doubtful record
     * @param columns names of the items that are shown: none that identifies anybody or tells where they live
     */
    record HouseholdTable(boolean doubtful, String resource, List<String> columns, List<HouseholdRow> rows) {}

    /**
     * A member.
     *
     * @param self whether it is the one of the pair
     * @param values in the order of the columns, empty where there is none
     */
    record HouseholdRow(boolean self, List<String> values) {}

    List<HouseholdTable> households(List<Household> households) {
        return households.stream().map(LinkView::household).toList();
    }

    private static HouseholdTable household(Household household) {
        List<String> columns = household.resource().items().stream()
                .filter(item -> item.level().compareTo(SecurityLevel.L3) < 0)
                .map(Item::name)
                .filter(name -> !Objects.equals(
                        name,
                        Optional.ofNullable(household.resource().linking())
                                .map(Linking::household)
                                .orElse(null)))
                .toList();
        return new HouseholdTable(
                household.doubtful(),
                household.resource().code(),
                columns,
                household.members().stream()
                        .map(member -> new HouseholdRow(
                                member.self(),
                                columns.stream()
                                        .map(column -> member.record().values().getOrDefault(column, ""))
                                        .toList()))
                        .toList());
    }

    Line line(String department, Review review) {
        return new Line(
                review.id(),
                name(review.doubtful(), true),
                name(review.other(), own(department, review.other())),
                review.state(),
                weight(review),
                review.effect().name(),
                review.decidedAt(),
                review.decidedBy());
    }

    private static String weight(Review review) {
        Explanation why = review.explanation();
        return why == null ? "" : bits(why.weight());
    }

    /** What linking did, in a list. */
    record ChangeLine(long id, Instant at, String kind, String records, String beside, String weight, String state) {}

    ChangeLine change(String department, Logged logged) {
        Side beside = logged.beside();
        Double weight = logged.weight();
        return new ChangeLine(
                logged.id(),
                logged.at(),
                logged.kind().name(),
                logged.records().stream()
                        .map(side -> name(side, own(department, side)))
                        .collect(Collectors.joining("、")),
                beside == null ? "—" : name(beside, own(department, beside)),
                weight == null ? "—" : bits(weight),
                logged.state().name());
    }

    /** A record that could not be linked, in a list. */
    record FailureLine(String resource, String key, String name, String reason) {}

    FailureLine failure(Failure failure) {
        Side record = failure.record();
        return new FailureLine(record.resource(), record.key(), name(record, true), failure.reason());
    }

    private static String name(Side side, boolean own) {
        String name = side.fields().getOrDefault("name", side.key());
        return own ? name : Masking.partly(name);
    }

    private static List<Field> fields(Review review, boolean own) {
        List<Field> fields = new ArrayList<>();
        for (String name : ModelFiles.named(review.model()).columns()) {
            if (!review.doubtful().fields().containsKey(name)
                    && !review.other().fields().containsKey(name)) {
                continue;
            }
            String doubtful = review.doubtful().fields().get(name);
            String other = review.other().fields().get(name);
            boolean same = doubtful != null && doubtful.equals(other);
            fields.add(new Field(name, doubtful, other == null || own || same ? other : Masking.partly(other), same));
        }
        return fields;
    }

    private static List<Step> steps(Explanation why, double least, double most) {
        List<Step> steps = new ArrayList<>();
        double sum = 0;
        steps.add(step("prior", null, sum, why.prior(), least, most));
        sum = why.prior();
        for (Explanation.Part part : why.parts()) {
            if (!part.level().equals("silent")) {
                steps.add(step(part.field(), part.level(), sum, part.weight(), least, most));
                sum += part.weight();
            }
        }
        if (Math.abs(why.kin()) >= 0.05) {
            steps.add(step("kin", null, sum, why.kin(), least, most));
        }
        int zero = at(0, least, most);
        int end = at(why.weight(), least, most);
        steps.add(new Step(
                "sum", null, bits(why.weight()), Math.min(zero, end), Math.max(2, Math.abs(end - zero)), "sum"));
        return steps;
    }

    private static Step step(
            String field, @Nullable String level, double sum, double weight, double least, double most) {
        int from = at(Math.min(sum, sum + weight), least, most);
        int to = at(Math.max(sum, sum + weight), least, most);
        return new Step(field, level, bits(weight), from, Math.max(2, to - from), weight < 0 ? "less" : "more");
    }

    private static String bits(double weight) {
        return String.format(Locale.ROOT, "%+.1f", weight);
    }

    private static int at(double bits, double least, double most) {
        return (int) Math.round(SCALE * (bits - least) / (most - least));
    }

    private boolean own(String department, Side side) {
        return catalogue
                .resource(side.resource())
                .filter(resource -> resource.provider().equals(department))
                .isPresent();
    }
}
