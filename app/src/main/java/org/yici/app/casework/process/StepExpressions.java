package org.yici.app.casework.process;

import java.util.List;
import java.util.Map;
import org.flowable.common.engine.impl.el.ReadOnlyMapELResolver;
import org.flowable.common.engine.impl.javax.el.ELResolver;
import org.flowable.engine.impl.el.ProcessExpressionManager;

/**
 * What an expression of a process can reach in the engine: the variables of its case and the platform's own steps by their names. No property
 * or method of anything resolves, so that a process that got past its checks still runs no code.
 */
final class StepExpressions extends ProcessExpressionManager {
    StepExpressions(Map<Object, Object> steps) {
        super(steps);
    }

    @Override
    protected List<ELResolver> createDefaultElResolvers() {
        return List.of(createVariableElResolver(), new ReadOnlyMapELResolver(beans));
    }
}
