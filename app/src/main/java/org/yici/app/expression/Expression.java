package org.yici.app.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Label;

/**
 * One FEEL expression, parsed once when it is read: {@code count(records.permits[status = "valid"])}. What is wrong with it, {@link
 * Vocabulary} says before it is ever asked. It reaches nothing but the values that it names and FEEL's built-in functions, and what a value
 * says is never parsed.
 */
public final class Expression {
    /** The first parts of the names of values. */
    public static final Set<String> ROOTS = Set.of(
            "case", "field", "option", "party", "evidence", "records", "task", "rule", "reason", "text", "check");

    /** How many characters it may have. */
    public static final int LONGEST = 1000;

    private static final int MOST_DIGITS = 1_000;

    /** A name alone, as most places of texts are, is looked up: the engine sets up all its functions for each evaluation. */
    private static final Pattern PATH = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

    private final String text;
    private final @Nullable ParsedExpression parsed;
    private final @Nullable Label fault;
    private final Uses uses;
    private final List<String> path;

    private Expression(String text) {
        this.text = text;
        if (text.length() > LONGEST) {
            this.parsed = null;
            this.fault = Label.of("超过 %s 个字符", "it is longer than %s characters", LONGEST);
            this.uses = new Uses(null);
            this.path = List.of();
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
        this.path = parsed != null
                        && PATH.matcher(text).matches()
                        && uses.names().equals(Set.of(text))
                        && uses.roots().size() == 1
                ? List.of(text.split("\\."))
                : List.of();
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
    public @Nullable Object evaluate(ExpressionContext context) {
        return evaluate(context, Map.of());
    }

    /** What it comes to where the items of a record may be named without more. */
    public @Nullable Object evaluate(ExpressionContext context, Map<String, ?> record) {
        if (parsed == null) {
            throw new IllegalStateException(
                    "The expression '" + text + "' cannot be asked: " + (fault == null ? "" : fault.en()));
        }
        Object found = path.isEmpty() ? this : lookedUp(context);
        if (isPlain(found)) {
            return bounded(found);
        }
        Map<String, Object> variables = new HashMap<>(record);
        for (String root : uses.roots()) {
            variables.put(root, context.of(root));
        }
        EvaluationResult result = Feel.evaluate(parsed, variables, context.now());
        if (result.isFailure()) {
            throw new IllegalStateException("The expression '" + text + "' has no value: "
                    + result.failure().message());
        }
        return bounded(result.result());
    }

    /** The value that a name stands for; something that is not plain if that takes the engine to say, as a part of a date does. */
    private @Nullable Object lookedUp(ExpressionContext context) {
        Object found = context.of(path.getFirst());
        for (String name : path.subList(1, path.size())) {
            if (found != null && !(found instanceof Map)) {
                return this;
            }
            found = found == null ? null : ((Map<?, ?>) found).get(name);
        }
        return found;
    }

    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof BigDecimal
                || value instanceof Boolean
                || value instanceof LocalDate;
    }

    /** A department's text that reads as a number may be one with a billion digits. */
    private @Nullable Object bounded(@Nullable Object value) {
        if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new IllegalStateException(
                    "The expression '" + text + "' comes to a number with more than " + MOST_DIGITS + " digits");
        }
        return value;
    }

    /** The values that it names, each in full: {@code evidence.title.address}. */
    public Set<String> names() {
        return uses.names();
    }

    /** Whether it rests on a material: on the record that counts, or on all of its records. */
    public boolean needs(String material) {
        String name = name(material);
        return names().stream()
                .anyMatch(used -> isOrIsIn(used, "evidence." + name) || isOrIsIn(used, "records." + name));
    }

    /** Whether it rests on all the records of a material, as a count does. */
    public boolean needsRecords(String material) {
        return names().stream().anyMatch(used -> isOrIsIn(used, "records." + name(material)));
    }

    /** The ids, as expressions write them, that it names under a root: of {@code rule.check_title.outcome} {@code check_title}. */
    public Set<String> namesIn(String root) {
        return names().stream()
                .map(name -> name.split("\\.", 3))
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

    static boolean isOrIsIn(String full, String name) {
        return full.equals(name) || full.startsWith(name + ".");
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
