package org.yici.app.expression;

import camundajar.impl.scala.collection.Iterator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.NamedFunctionParameters;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.yici.kernel.linking.compare.Similarity;
import org.yici.kernel.resource.Label;

/**
 * What keeps an expression from taking all memory or time: FEEL's functions that make no more than they are given. Regular expressions, powers and
 * whatever repeats or joins without a bound are not among them, and numbers have as many digits as a register may hold.
 */
final class FeelBounds {
    private static final int MOST_DIGITS = 40;
    private static final String SCALED = "round up|round down|round half up|round half down|decimal|floor|ceiling";

    private static final Set<String> FUNCTIONS = Set.of(
            // conversion
            "string",
            "number",
            "date",
            "time",
            "date and time",
            "duration",
            "years and months duration",
            // logic
            "not",
            "is defined",
            "is blank",
            "is empty",
            // text
            "substring",
            "substring before",
            "substring after",
            "string length",
            "upper case",
            "lower case",
            "contains",
            "starts with",
            "ends with",
            "trim",
            // lists
            "list contains",
            "count",
            "min",
            "max",
            "sum",
            "mean",
            "all",
            "any",
            "and",
            "or",
            "distinct values",
            "index of",
            "sublist",
            "reverse",
            "string join",
            // numbers
            "floor",
            "ceiling",
            "decimal",
            "round up",
            "round down",
            "round half up",
            "round half down",
            "abs",
            "modulo",
            "odd",
            "even",
            // time
            "now",
            "today",
            "day of week",
            "day of year",
            "week of year",
            "month of year",
            "last day of month",
            "before",
            "after",
            "during",
            "includes");

    private FeelBounds() {}

    /** What of a call is not allowed, as a part of a sentence; empty if it is. */
    static Optional<Label> forbidden(FunctionInvocation call) {
        String name = call.function();
        if (!FUNCTIONS.contains(name)) {
            return Optional.of(Label.of(
                    "调用函数 %s；可以调用的函数中最接近的是 %s",
                    "call the function %s; the nearest one that it may call is %s", name, nearest(name)));
        }
        List<Exp> given = parameters(call);
        boolean scaled = name.matches(SCALED) && given.size() > 1;
        return scaled && !isSmall(given.get(1))
                ? Optional.of(Label.of(
                        "按不是写明的、或多于 %2$s 位的小数位数调用 %1$s",
                        "call %s with a number of digits that is not written out or above %s", name, MOST_DIGITS))
                : Optional.empty();
    }

    private static String nearest(String name) {
        return FUNCTIONS.stream()
                .min(Comparator.<String>comparingInt(one -> Similarity.edits(name, one, Integer.MAX_VALUE - 1))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Whether a number that is written in the expression has too many digits. */
    static boolean isLong(ConstNumber number) {
        BigDecimal value = number.value().bigDecimal();
        return Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS;
    }

    private static boolean isSmall(Exp digits) {
        return digits instanceof ConstNumber number
                && !isLong(number)
                && number.value().bigDecimal().abs().compareTo(BigDecimal.valueOf(MOST_DIGITS)) <= 0;
    }

    private static List<Exp> parameters(FunctionInvocation call) {
        List<Exp> given = new ArrayList<>();
        switch (call.params()) {
            case PositionalFunctionParameters positional -> {
                for (Iterator<Exp> each = positional.params().iterator(); each.hasNext(); ) {
                    given.add(each.next());
                }
            }
            case NamedFunctionParameters named -> {
                for (Iterator<Exp> each = named.params().valuesIterator(); each.hasNext(); ) {
                    given.add(each.next());
                }
            }
            default -> throw new IllegalStateException("FEEL has other parameters: " + call.params());
        }
        return given;
    }
}
