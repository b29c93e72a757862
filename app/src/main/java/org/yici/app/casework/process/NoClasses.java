package org.yici.app.casework.process;

import java.util.List;
import org.flowable.bpmn.model.MapExceptionEntry;
import org.flowable.common.engine.api.FlowableIllegalArgumentException;
import org.flowable.common.engine.api.delegate.Expression;
import org.flowable.engine.impl.bpmn.helper.ClassDelegate;
import org.flowable.engine.impl.bpmn.helper.ClassDelegateFactory;
import org.flowable.engine.impl.bpmn.parser.FieldDeclaration;
import org.jspecify.annotations.Nullable;

/** Keeps the engine from making a class that a process names: processes name the platform's steps only. */
final class NoClasses implements ClassDelegateFactory {
    @Override
    public ClassDelegate create(
            String id,
            String name,
            @Nullable List<FieldDeclaration> fields,
            boolean triggerable,
            @Nullable Expression skip,
            @Nullable List<MapExceptionEntry> exceptions) {
        throw refused(name);
    }

    @Override
    public ClassDelegate create(String name, @Nullable List<FieldDeclaration> fields) {
        throw refused(name);
    }

    private static FlowableIllegalArgumentException refused(String name) {
        return new FlowableIllegalArgumentException("A process may not name a class: " + name);
    }
}
