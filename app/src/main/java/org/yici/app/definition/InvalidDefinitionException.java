package org.yici.app.definition;

import java.util.List;
import java.util.stream.Collectors;
import org.yici.kernel.resource.Label;

/** A definition's text is not in order; the message holds all findings, in English. */
public class InvalidDefinitionException extends IllegalArgumentException {
    private final transient List<Finding> findings;

    public InvalidDefinitionException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
    }

    public InvalidDefinitionException(int line, Label text) {
        this(List.of(new Finding(line, text)));
    }

    public List<Finding> findings() {
        return findings;
    }
}
