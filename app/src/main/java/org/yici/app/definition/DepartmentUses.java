package org.yici.app.definition;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.app.identity.Identities;
import org.yici.kernel.resource.Label;

/** Departments below, accounts and systems use their department. */
@Component
class DepartmentUses implements DefinitionUses {
    private final Identities identities;

    DepartmentUses(Identities identities) {
        this.identities = identities;
    }

    @Override
    public List<Label> of(String kind, String name) {
        return kind.equals(DepartmentKind.ID)
                ? Stream.of(
                                identities.departments().stream()
                                        .filter(one -> name.equals(one.parent()))
                                        .map(one ->
                                                new Label("下级部门 " + one.code(), "the department below, " + one.code())),
                                identities.ofDepartment(name).stream()
                                        .map(one -> new Label("账户 " + one.username(), "account " + one.username())),
                                identities.systemsOf(name).stream().map(one -> new Label("系统 " + one, "system " + one)))
                        .flatMap(uses -> uses)
                        .toList()
                : List.of();
    }
}
