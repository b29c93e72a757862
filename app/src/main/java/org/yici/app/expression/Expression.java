package org.yici.app.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * One FEEL expression, parsed once when it is read: {@code count(records.permits[status = "valid"])}. What is wrong with it, {@link
 * Vocabulary} says before it is ever asked. It reaches nothing but the facts that it names and FEEL's built-in functions, and what a fact
 * says is never parsed.
 */
public final class Expression {
    /** The first parts of the names of facts. */
    public static final Set<String> ROOTS = Set.of(
            "case", "field", "option", "party", "evidence", "records", "task", "rule", "reason", "text", "check");

    /** How many characters it may have. */
    public static final int LONGEST = 1000;

    private static final int MOST_DIGITS = 1_000;

    private final String text;
    private final @Nullable ParsedExpression parsed;
    private final @Nullable Label fault;
    private final Uses uses;

    private Expression(String text) {
        this.text = text;
        if (text.length() > LONGEST) {
            this.parsed = null;
            this.fault = Label.of("超过 %s 个字符", "it is longer than %s characters", LONGEST);
            this.uses = new Uses(null);
            return;
        }
        ParseResult result = Feel.parse(text);
        this.parsed = result.isSuccess() ? result.parsedExpression() : null;
        this.fault = result.isSuccess()
                ? null
                : Label.of(
                        "不是有效的 FEEL 表达式，解析程序提示：%s",
                        "it is not FEEL: %s", result.failure().message());
        this.uses = new Uses(parsed == null ? null : parsed.expression());
    }

    /** Reads an expression; also one that is wrong, so that all faults of a file can be told at once. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Expression of(String text) {
        return new Expression(text);
    }

    /** How an id is written in expressions: a hyphen would subtract, so it is an underscore. */
    public static String name(String id) {
        return id.replace('-', '_');
    }

    /**
     * What it comes to.
     *
     * @return a text, a number as {@link java.math.BigDecimal}, a Boolean, a value of {@code java.time} or null
     * @throws IllegalStateException if it cannot be asked
     */
    public @Nullable Object evaluate(Facts facts) {
        return evaluate(facts, Map.of());
    }

    /** What it comes to where the items of a record may be named without more. */
    public @Nullable Object evaluate(Facts facts, Map<String, ?> record) {
        if (parsed == null) {
            throw new IllegalStateException(
                    "The expression '" + text + "' cannot be asked: " + (fault == null ? "" : fault.en()));
        }
        Map<String, Object> context = new HashMap<>(record);
        for (String root : uses.roots()) {
            context.put(root, facts.of(root));
        }
        EvaluationResult result = Feel.evaluate(parsed, context, facts.now());
        if (result.isFailure()) {
            throw new IllegalStateException("The expression '" + text + "' has no value: "
                    + result.failure().message());
        }
        return bounded(result.result());
    }

    /** A department's text that reads as a number may be one with a billion digits. */
    private @Nullable Object bounded(@Nullable Object value) {
        if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new IllegalStateException(
                    "The expression '" + text + "' comes to a number with more than " + MOST_DIGITS + " digits");
        }
        return value;
    }

    /** The facts that it names, each in full: {@code evidence.title.address}. */
    public Set<String> names() {
        return uses.names();
    }

    /** Whether it rests on a material: on the record that counts, or on all of its records. */
    public boolean needs(String material) {
        String name = name(material);
        return names().stream()
                .anyMatch(fact -> isOrIsIn(fact, "evidence." + name) || isOrIsIn(fact, "records." + name));
    }

    /** Whether it rests on all the records of a material, as a count does. */
    public boolean needsRecords(String material) {
        return names().stream().anyMatch(fact -> isOrIsIn(fact, "records." + name(material)));
    }

    /** The ids, as expressions write them, that it names under a root: of {@code rule.check_title.outcome} {@code check_title}. */
    public Set<String> namesIn(String root) {
        return names().stream()
                .map(fact -> fact.split("\\.", 3))
                .filter(parts -> parts.length > 1 && parts[0].equals(root))
                .map(parts -> parts[1])
                .collect(Collectors.toSet());
    }

    /** Whether it asks for the time, so that it comes to something else each time. */
    public boolean isOfTheMoment() {
        return uses.functions().contains("now") || uses.functions().contains("today");
    }

    /** Why it cannot be parsed; null if it can. */
    @Nullable
    Label fault() {
        return fault;
    }

    @Nullable
    ParsedExpression parsed() {
        return parsed;
    }

    Uses uses() {
        return uses;
    }

    static boolean isOrIsIn(String fact, String name) {
        return fact.equals(name) || fact.startsWith(name + ".");
    }

    /** As it was written. */
    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
