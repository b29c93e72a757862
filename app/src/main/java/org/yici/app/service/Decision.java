package org.yici.app.service;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yici.app.expression.Expression;
import org.yici.kernel.resource.Label;

/**
 * A decision by rule. The table's output {@code outcome} steers the process; {@code reason} is a code of {@link CaseProcess#reasons}.
 *
 * @param table id of the decision in the DMN file
 * @param department code of the department whose rule it is
 * @param decides whether an outcome of {@code approve} or {@code refuse} decides the case
 * @param inputs variable of the table to its value
 */
public record Decision(
        String id,
        String table,
        Label label,
        String department,
        boolean decides,
        Map<String, Expression> inputs,
        List<CaseProcess.Finding> findings) {
    public Decision {
        inputs = CaseProcess.mapOf(inputs);
        findings = CaseProcess.listOf(findings);
    }

    /** Whether something that it tells is its department's own: then so is its reason. */
    public boolean isOwn() {
        return findings.stream().anyMatch(finding -> Boolean.TRUE.equals(finding.own()));
    }

    /** The materials that its inputs name. */
    public List<ServiceItem.Material> inputMaterials(ServiceItem item) {
        return item.materials().stream()
                .filter(material -> inputs.values().stream().anyMatch(input -> input.needs(material.id())))
                .toList();
    }

    /** Whether an input asks a check. */
    public boolean asks(Check check) {
        return namesIn("check").contains(Expression.name(check.id()));
    }

    /** The materials it rests on: those its inputs name, those its checks ask, and those of decisions it builds on. */
    public Set<String> materials(ServiceItem item) {
        Set<String> materials = new LinkedHashSet<>();
        collect(item, materials, new HashSet<>());
        return materials;
    }

    private void collect(ServiceItem item, Set<String> materials, Set<String> seen) {
        if (!seen.add(id)) {
            return;
        }
        inputMaterials(item).forEach(material -> materials.add(material.id()));
        item.handling().checks().stream().filter(this::asks).forEach(check -> materials.add(check.material()));
        Set<String> others = namesIn("rule");
        others.addAll(namesIn("reason"));
        item.handling().decisions().stream()
                .filter(other -> others.contains(Expression.name(other.id())))
                .forEach(other -> other.collect(item, materials, seen));
    }

    private Set<String> namesIn(String root) {
        Set<String> names = new LinkedHashSet<>();
        inputs.values().forEach(input -> names.addAll(input.namesIn(root)));
        return names;
    }
}
