package org.yici.app.service;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attributes that the elements of a process may have, by their local names. Everything else is refused: an engine has attributes that
 * make any class or run any expression, and the next version of it may have more.
 */
final class ProcessAttributes {
    private static final Set<String> OF_EACH = Set.of("id", "name");

    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry(
                    "definitions",
                    Set.of(
                            "targetNamespace",
                            "typeLanguage",
                            "expressionLanguage",
                            "exporter",
                            "exporterVersion",
                            "schemaLocation")),
            Map.entry("process", Set.of("isExecutable", "isClosed", "processType")),
            Map.entry("documentation", Set.of("textFormat")),
            Map.entry("executionListener", Set.of("event", "delegateExpression")),
            Map.entry("startEvent", Set.of("isInterrupting")),
            Map.entry("terminateEventDefinition", Set.of("terminateAll")),
            Map.entry("messageEventDefinition", Set.of("messageRef")),
            Map.entry("userTask", Set.of("candidateGroups")),
            Map.entry("serviceTask", Set.of("async", "exclusive", "delegateExpression")),
            Map.entry("receiveTask", Set.of("messageRef", "instantiate")),
            Map.entry("exclusiveGateway", Set.of("default", "gatewayDirection")),
            Map.entry("inclusiveGateway", Set.of("default", "gatewayDirection")),
            Map.entry("parallelGateway", Set.of("gatewayDirection")),
            Map.entry("sequenceFlow", Set.of("sourceRef", "targetRef")),
            Map.entry("conditionExpression", Set.of("type")),
            Map.entry("collaboration", Set.of("isClosed")),
            Map.entry("participant", Set.of("processRef")),
            Map.entry("textAnnotation", Set.of("textFormat")),
            Map.entry("association", Set.of("sourceRef", "targetRef", "associationDirection")));

    private ProcessAttributes() {}

    static boolean allows(String element, String attribute) {
        return OF_EACH.contains(attribute)
                || ALLOWED.getOrDefault(element, Set.of()).contains(attribute);
    }

    /** What an element may have, for whoever is told that something else is refused. */
    static Set<String> of(String element) {
        Set<String> all = new TreeSet<>(OF_EACH);
        all.addAll(ALLOWED.getOrDefault(element, Set.of()));
        return all;
    }
}
