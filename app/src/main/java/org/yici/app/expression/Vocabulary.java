package org.yici.app.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.linking.compare.Similarity;
import org.yici.kernel.resource.Label;

/**
 * The names that expressions may use, each with a sample of its value. What is wrong with an expression is found by its names and by trying
 * it on the samples, and told with the nearest name that there is.
 */
public final class Vocabulary {
    /** What an expression must come to. */
    public enum Expected {
        /** One text, number, day, time or yes or no. */
        VALUE(Label.of("一个值", "one value")),
        /** Yes or no. */
        YES_NO(Label.of("是或否", "yes or no"));

        private final Label words;

        Expected(Label words) {
            this.words = words;
        }
    }

    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-01-02T03:04:05+08:00");
    /** Failures that come of what the expression says, whatever the values are. */
    private static final Set<String> TELLING = Set.of(
            "NO_FUNCTION_FOUND", "NO_PROPERTY_FOUND", "INVALID_TYPE", "NOT_COMPARABLE", "NO_CONTEXT_ENTRY_FOUND");

    private static final String NO_FUNCTION = "NO_FUNCTION_FOUND";
    private static final String CALL_FAILED = "FUNCTION_INVOCATION_FAILURE";

    private final Map<String, Object> samples;

    /** @param samples what {@link ExpressionContext#of} gives for each root, and names that need no root */
    public Vocabulary(Map<String, ?> samples) {
        this.samples = Map.copyOf(samples);
    }

    /** A sample of a text: it reads as a number too, so that whoever converts it gets one. */
    public static final String TEXT = "1";

    /** The same with the items of a record, which may be named without more. */
    public Vocabulary with(Map<String, ?> record) {
        Map<String, Object> more = new HashMap<>(record);
        more.putAll(samples);
        return new Vocabulary(more);
    }

    /** What is wrong with a text, each as a sentence. */
    public List<Label> faults(Text text) {
        List<Label> faults = new ArrayList<>();
        if (text.isOpen()) {
            faults.add(Label.of(
                    "“%s”中以 ${ 开始的位置没有以 } 结束", "a place begins with ${ and has no } at its end in '%s'", text));
        }
        text.places().forEach(place -> faults.addAll(faults(place, Expected.VALUE)));
        return faults;
    }

    /** What is wrong with an expression, each as a sentence that quotes it. */
    public List<Label> faults(Expression expression, Expected expected) {
        ParsedExpression parsed = expression.parsed();
        if (parsed == null) {
            return List.of(quoted(expression, expression.fault()));
        }
        Set<Label> faults = new TreeSet<>(Comparator.comparing(Label::en));
        expression.uses().forbidden().forEach(what -> faults.add(Label.of("不能%s", "it may not %s", what)));
        expression.names().forEach(name -> unknown(name).ifPresent(faults::add));
        expression.uses().locals().forEach(local -> unknown(local).ifPresent(faults::add));
        if (faults.isEmpty()) {
            for (Exp branch : expression.uses().branches()) {
                faults.addAll(tried(new ParsedExpression(branch, expression.text())));
            }
        }
        if (faults.isEmpty()) {
            mismatch(Feel.evaluate(parsed, samples, NOW).result(), expected).ifPresent(faults::add);
        }
        return faults.stream().map(fault -> quoted(expression, fault)).toList();
    }

    private static Label quoted(Expression expression, @Nullable Label fault) {
        return Label.of("“%s”：%s", "'%s': %s", expression, fault);
    }

    private Optional<Label> unknown(String name) {
        String[] parts = name.split("\\.");
        Object here = samples;
        for (int i = 0; i < parts.length; i++) {
            if (!(here instanceof Map<?, ?> known)) {
                // A part of a value, such as the year of a day: the trial knows.
                return Optional.empty();
            }
            if (!known.containsKey(parts[i])) {
                String before = String.join(".", List.of(parts).subList(0, i));
                return Optional.of(unknown(name, before.isEmpty() ? "" : before + ".", parts[i], known.keySet()));
            }
            here = known.get(parts[i]);
        }
        return parts.length == 1 && Expression.ROOTS.contains(name)
                ? Optional.of(Label.of(
                        "只写 %1$s 所指太多，请写明是哪一个，如 %1$s.…", "%1$s alone names too much; say which, as %1$s.…", name))
                : Optional.empty();
    }

    private Optional<Label> unknown(Uses.Local local) {
        return samples.get("records") instanceof Map<?, ?> records
                        && records.get(local.material()) instanceof List<?> rows
                        && rows.getFirst() instanceof Map<?, ?> row
                        && !row.containsKey(local.item())
                ? Optional.of(unknown(local.item(), "", local.item(), row.keySet()))
                : Optional.empty();
    }

    private static Label unknown(String name, String before, String part, Collection<?> known) {
        return known.stream()
                .map(String::valueOf)
                .min(Comparator.<String>comparingInt(one -> Similarity.edits(part, one, Integer.MAX_VALUE - 1))
                        .thenComparing(one -> one))
                .map(nearest -> Label.of(
                        "没有名称 %s；最接近的是 %s%s",
                        "the name %s is unknown; the nearest known one is %s%s", name, before, nearest))
                .orElse(Label.of(
                        "没有名称 %s：%s 之下什么也没有", "the name %s is unknown: there is nothing under %s", name, before));
    }

    private List<Label> tried(ParsedExpression branch) {
        EvaluationResult result = Feel.evaluate(branch, samples, NOW);
        List<EvaluationFailure> failures = Feel.failures(result);
        // A function may well refuse a sample, as one that reads a day from a text; what follows from that tells
        // nothing.
        boolean refused = failures.stream().anyMatch(failure -> is(failure, CALL_FAILED));
        return failures.stream()
                .filter(failure -> refused
                        ? is(failure, NO_FUNCTION)
                        : TELLING.contains(failure.failureType().toString()))
                .map(EvaluationFailure::failureMessage)
                // No sample is null: the engine tries a filter without a record first, to see whether it is an index.
                .filter(message -> !message.contains("null"))
                .map(message -> Label.of("表达式引擎提示：%s", "%s", message))
                .toList();
    }

    private static boolean is(EvaluationFailure failure, String type) {
        return failure.failureType().toString().equals(type);
    }

    private static Optional<Label> mismatch(@Nullable Object result, Expected expected) {
        boolean fits = result == null
                || (expected == Expected.YES_NO
                        ? result instanceof Boolean
                        : result instanceof String
                                || result instanceof Number
                                || result instanceof Boolean
                                || result instanceof LocalDate
                                || result instanceof ZonedDateTime
                                || result instanceof Duration
                                || result instanceof Period);
        return fits
                ? Optional.empty()
                : Optional.of(
                        Label.of("结果是%s，这里需要%s", "it comes to %s, where %s is needed", kind(result), expected.words));
    }

    private static Label kind(@Nullable Object result) {
        return switch (result) {
            case String text -> Label.of("文本", "a text");
            case Number number -> Label.of("数", "a number");
            case Boolean flag -> Label.of("是或否", "yes or no");
            case camundajar.impl.scala.collection.Map<?, ?> context -> Label.of("多个值", "several values");
            case camundajar.impl.scala.collection.Seq<?> list -> Label.of("列表", "a list");
            case null, default -> Label.of("其他内容", "something else");
        };
    }
}
