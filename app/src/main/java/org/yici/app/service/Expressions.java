package org.yici.app.service;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds what a process or a decision table could run besides its purpose. The engines' expression languages reach every class of the
 * platform, so a file may name the platform's own steps and compare variables with constants, and nothing else: no calls, no
 * properties, no scripts, no classes, no tasks that mail, fetch or start programs.
 */
final class Expressions {
    /** The platform's own steps and listeners; every other name would reach some part of the platform. */
    private static final Set<String> STEPS = new TreeSet<>(Set.of("${await}", "${close}", "${decide}", "${writeBack}"));

    private static final String TERM = "(?:!?\\s*[A-Za-z_]\\w*|'[^'\"\\\\$#{}]*'|-?\\d+(?:\\.\\d+)?)";
    private static final String COMPARISON = TERM + "(?:\\s*(?:==|!=|<=|>=|<|>|eq|ne|lt|gt|le|ge)\\s*" + TERM + ")?";
    private static final Pattern CONDITION =
            Pattern.compile("\\$\\{\\s*" + COMPARISON + "(?:\\s*(?:&&|\\|\\||and|or)\\s*" + COMPARISON + ")*\\s*}");
    private static final Set<String> DRAWN = Set.of("Bounds", "waypoint", "Font");
    private static final Pattern COMPARED =
            Pattern.compile("\\bverdict\\s*(?:==|!=|eq|ne)\\s*'([^']*)'|'([^']*)'\\s*(?:==|!=|eq|ne)\\s*verdict\\b");
    private static final Set<String> VARIABLES = Set.of("verdict", "outcome");
    private static final Set<String> VERDICTS = new TreeSet<>(Set.of("APPROVE", "REFUSE", "SUPPLEMENT"));
    /** What a process may be made of: no scripts, nothing that calls or signals other processes, no timers. */
    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "process",
            "documentation",
            "extensionElements",
            "executionListener",
            "startEvent",
            "endEvent",
            "terminateEventDefinition",
            "intermediateCatchEvent",
            "message",
            "messageEventDefinition",
            "userTask",
            "serviceTask",
            "receiveTask",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "sequenceFlow",
            "conditionExpression",
            "incoming",
            "outgoing",
            // What modelling tools add, which the engine only draws.
            "collaboration",
            "participant",
            "laneSet",
            "lane",
            "flowNodeRef",
            "textAnnotation",
            "text",
            "association");

    private Expressions() {}

    /**
     * What a file must not have.
     *
     * @param line where, from 1; 0 if that is not known
     */
    record Fault(int line, String text) {}

    /** What a process must not have. */
    static List<Fault> faultsOfProcess(String bpmn) {
        List<Fault> faults = new ArrayList<>();
        walk(bpmn, faults, new Visitor() {
            @Override
            public void element(int line, String name) {
                if (!ELEMENTS.contains(name) && !isDrawn(name)) {
                    faults.add(new Fault(
                            line,
                            "the process may not have an element " + name
                                    + "; its steps are user tasks, receive tasks with ${await}, and service tasks"
                                    + " with ${decide} or ${writeBack}"));
                }
            }

            @Override
            public void attribute(int line, String element, String name, String value) {
                if (!isDrawn(element) && ELEMENTS.contains(element) && !ProcessAttributes.allows(element, name)) {
                    faults.add(new Fault(
                            line,
                            element + " may not have an attribute " + name + "; it may have "
                                    + String.join(", ", ProcessAttributes.of(element))));
                }
                if (isExpression(value) && !STEPS.contains(value)) {
                    faults.add(new Fault(
                            line,
                            element + " has the expression " + value + "; only the name of a step is allowed, one of "
                                    + String.join(", ", STEPS)));
                }
            }

            @Override
            public void text(int line, String element, String text) {
                if (isExpression(text) && CONDITION.matcher(text.strip()).matches()) {
                    faultsOfCondition(text).forEach(fault -> faults.add(new Fault(line, element + ": " + fault)));
                } else if (isExpression(text)) {
                    faults.add(new Fault(
                            line,
                            element + " has the expression " + text.strip()
                                    + "; only comparisons of variables with constants are allowed"));
                }
            }
        });
        return faults;
    }

    /** What decision tables must not have: FEEL is the one language. */
    static List<Fault> faultsOfRules(String dmn) {
        List<Fault> faults = new ArrayList<>();
        walk(dmn, faults, new Visitor() {
            @Override
            public void element(int line, String name) {
                if (name.equals("functionDefinition") || name.equals("invocation")) {
                    faults.add(new Fault(line, "the rules may not have an element " + name));
                }
            }

            @Override
            public void attribute(int line, String element, String name, String value) {
                boolean language = name.equals("expressionLanguage") || name.endsWith("ExpressionLanguage");
                if (language && !isFeel(value)) {
                    faults.add(new Fault(
                            line, element + " is in the language " + value + "; the rules are written in FEEL"));
                }
            }

            @Override
            public void text(int line, String element, String text) {}
        });
        return faults;
    }

    /** A condition on something that is never there, or never so, would leave a case standing where it is. */
    private static List<String> faultsOfCondition(String condition) {
        List<String> faults = new ArrayList<>();
        String names =
                condition.replaceAll("'[^']*'", "").replaceAll("\\b(?:eq|ne|lt|gt|le|ge|and|or|true|false)\\b", "");
        Matcher name = Pattern.compile("[A-Za-z_]\\w*").matcher(names);
        while (name.find()) {
            if (!VARIABLES.contains(name.group())) {
                faults.add("the variable " + name.group()
                        + " is unknown; a user task sets verdict, ${decide} sets outcome");
            }
        }
        Matcher value = COMPARED.matcher(condition);
        while (value.find()) {
            String verdict = value.group(1) != null ? value.group(1) : value.group(2);
            if (!VERDICTS.contains(verdict)) {
                faults.add("verdict is never " + verdict + "; it is one of " + String.join(", ", VERDICTS));
            }
        }
        return faults;
    }

    private static boolean isFeel(String language) {
        return language.equalsIgnoreCase("feel") || language.matches("https?://www\\.omg\\.org/spec/(DMN|FEEL)/.*");
    }

    private static boolean isDrawn(String element) {
        return element.startsWith("BPMN") || DRAWN.contains(element);
    }

    private static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    private interface Visitor {
        void element(int line, String name);

        void attribute(int line, String element, String name, String value);

        void text(int line, String element, String text);
    }

    /**
     * An element that has not ended. Its text is looked at as a whole, as the engines read it: a comment in the middle does not divide it.
     *
     * @param line on which it begins
     */
    private record Open(String name, int line, StringBuilder text) {}

    /** Ends at the first place where it is no XML, or XML that reads from elsewhere. */
    private static void walk(String xml, List<Fault> faults, Visitor visitor) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            String encoding = reader.getCharacterEncodingScheme();
            if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
                faults.add(new Fault(1, "it says that it is written in " + encoding + "; write it in UTF-8"));
            }
            Deque<Open> open = new ArrayDeque<>();
            while (reader.hasNext()) {
                int event = reader.next();
                int line = reader.getLocation().getLineNumber();
                switch (event) {
                    case XMLStreamConstants.DTD -> {
                        faults.add(new Fault(line, "it may not have a document type (DOCTYPE)"));
                        return;
                    }
                    case XMLStreamConstants.START_ELEMENT -> {
                        String element = reader.getLocalName();
                        open.push(new Open(element, line, new StringBuilder()));
                        visitor.element(line, element);
                        for (int i = 0; i < reader.getAttributeCount(); i++) {
                            visitor.attribute(
                                    line, element, reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!open.isEmpty()) {
                            open.element().text().append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        Open ended = open.pop();
                        visitor.text(ended.line(), ended.name(), ended.text().toString());
                    }
                    case XMLStreamConstants.PROCESSING_INSTRUCTION, XMLStreamConstants.ENTITY_REFERENCE ->
                        faults.add(new Fault(line, "it may have no processing instructions and no entities"));
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            String said =
                    String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse(String.valueOf(e.getMessage()));
            faults.add(new Fault(line, "it is not well-formed XML: " + said.replaceFirst("^Message: ", "")));
        }
    }
}
