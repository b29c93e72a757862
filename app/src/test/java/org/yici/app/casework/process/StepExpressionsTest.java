package org.yici.app.casework.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.flowable.common.engine.api.FlowableException;
import org.flowable.common.engine.api.FlowableIllegalArgumentException;
import org.flowable.common.engine.impl.el.VariableContainerWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine itself lets a process reach, whatever its checks let pass. */
class StepExpressionsTest {
    private static final Object STEP = new Object();

    private final StepExpressions expressions = new StepExpressions(Map.of("decide", STEP));
    private final VariableContainerWrapper variables = new VariableContainerWrapper(
            Map.of("verdict", "APPROVE", "list", List.of("a"), "map", Map.of("a", "b"), "step", STEP));

    private Object value(String expression) {
        return expressions.createExpression(expression).getValue(variables);
    }

    @Test
    void variablesAndStepsAreReached() {
        assertThat(value("${decide}")).isSameAs(STEP);
        assertThat(value("${verdict == 'APPROVE' && 2 > 1}")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${''.class}",
                "${verdict.length()}",
                "${verdict.bytes}",
                "${decide.hashCode()}",
                "${step.class.name}",
                "${list[0].class}",
                "${map.getClass()}",
                "${execution.id}",
                "${execution.setVariable('a', 1)}",
                "${systemProperties}"
            })
    void nothingOfThemIsReached(String expression) {
        assertThatExceptionOfType(FlowableException.class).isThrownBy(() -> value(expression));
    }

    @Test
    void noClassIsMade() {
        assertThatExceptionOfType(FlowableIllegalArgumentException.class)
                .isThrownBy(() -> new NoClasses().create("org.example.Anything", List.of()));
        assertThatExceptionOfType(FlowableIllegalArgumentException.class)
                .isThrownBy(() -> new NoClasses().create("a", "org.example.Anything", List.of(), false, null, null));
    }
}
