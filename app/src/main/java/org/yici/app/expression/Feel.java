package org.yici.app.expression;

import camundajar.impl.scala.collection.Iterator;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.valuemapper.JavaCustomValueMapper;
import org.jspecify.annotations.Nullable;

/**
 * The engine of the decision tables, for expressions: with FEEL's built-in functions only, with numbers as exact as they were, and with the
 * caller's time as {@code now()}.
 */
final class Feel {
    private static final ScopedValue<ZonedDateTime> NOW = ScopedValue.newInstance();

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.create()
            .withFunctionProvider(FunctionProvider.EmptyFunctionProvider$.MODULE$)
            .withCustomValueMapper(new ExactNumbers())
            .withEnabledExternalFunctions(false)
            .withClock(NOW::get)
            .build();

    private Feel() {}

    static ParseResult parse(String text) {
        return ENGINE.parseExpression(text);
    }

    static ParseResult parseTests(String text) {
        return ENGINE.parseUnaryTests(text);
    }

    static EvaluationResult evaluate(ParsedExpression expression, Map<String, Object> context, ZonedDateTime now) {
        return ScopedValue.where(NOW, now).call(() -> ENGINE.evaluate(expression, context));
    }

    /** What the engine could not make sense of, and took for null. */
    static List<EvaluationFailure> failures(EvaluationResult result) {
        List<EvaluationFailure> failures = new ArrayList<>();
        for (Iterator<EvaluationFailure> each = result.suppressedFailures().iterator(); each.hasNext(); ) {
            failures.add(each.next());
        }
        return failures;
    }

    /** The engine would give numbers as long or double. */
    private static final class ExactNumbers extends JavaCustomValueMapper {
        private static final int BEFORE_OTHERS = 100;

        @Override
        public Optional<Val> toValue(@Nullable Object value, Function<Object, Val> others) {
            return Optional.empty();
        }

        @Override
        public Optional<Object> unpackValue(Val value, Function<Val, Object> others) {
            return value instanceof ValNumber number
                    ? Optional.of(number.value().bigDecimal())
                    : Optional.empty();
        }

        @Override
        public int priority() {
            return BEFORE_OTHERS;
        }
    }
}
