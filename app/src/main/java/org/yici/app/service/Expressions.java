package org.yici.app.service;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private static final Pattern NAME = Pattern.compile("\\$\\{\\s*[A-Za-z_]\\w*\\s*}");
    private static final String TERM = "(?:!?\\s*[A-Za-z_]\\w*|'[^'\"\\\\$#{}]*'|-?\\d+(?:\\.\\d+)?)";
    private static final String COMPARISON = TERM + "(?:\\s*(?:==|!=|<=|>=|<|>|eq|ne|lt|gt|le|ge)\\s*" + TERM + ")?";
    private static final Pattern CONDITION =
            Pattern.compile("\\$\\{\\s*" + COMPARISON + "(?:\\s*(?:&&|\\|\\||and|or)\\s*" + COMPARISON + ")*\\s*}");
    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "expression",
            "type",
            "scriptFormat",
            "customTaskListenerClass",
            "skipExpression",
            "resourceType",
            "operationRef",
            "implementation");
    private static final Set<String> ELEMENTS = Set.of("script", "scriptTask", "sendTask", "field", "formProperty");

    private Expressions() {}

    /** What a process must not have. */
    static List<String> faultsOfProcess(byte[] bpmn) {
        List<String> faults = new ArrayList<>();
        walk(bpmn, new Visitor() {
            @Override
            public void element(String name) {
                if (ELEMENTS.contains(name)) {
                    faults.add("the process may not have an element " + name);
                }
            }

            @Override
            public void attribute(String element, String name, String value) {
                boolean diagram = element.startsWith("BPMN") || element.equals("definitions");
                boolean formal = element.equals("conditionExpression") && name.equals("type");
                if (ATTRIBUTES.contains(name) && !diagram && !formal) {
                    faults.add(element + " may not have an attribute " + name);
                }
                if (isExpression(value) && !NAME.matcher(value).matches()) {
                    faults.add(element + " has the expression " + value + "; only the name of a step is allowed");
                }
            }

            @Override
            public void text(String element, String text) {
                if (isExpression(text) && !CONDITION.matcher(text.strip()).matches()) {
                    faults.add(element + " has the expression " + text.strip()
                            + "; only comparisons of variables with constants are allowed");
                }
            }
        });
        return faults;
    }

    /** What decision tables must not have: FEEL is the one language. */
    static List<String> faultsOfRules(byte[] dmn) {
        List<String> faults = new ArrayList<>();
        walk(dmn, new Visitor() {
            @Override
            public void element(String name) {
                if (name.equals("functionDefinition") || name.equals("invocation")) {
                    faults.add("the rules may not have an element " + name);
                }
            }

            @Override
            public void attribute(String element, String name, String value) {
                boolean language = name.equals("expressionLanguage") || name.endsWith("ExpressionLanguage");
                if (language && !isFeel(value)) {
                    faults.add(element + " is in the language " + value + "; the rules are written in FEEL");
                }
            }

            @Override
            public void text(String element, String text) {}
        });
        return faults;
    }

    private static boolean isFeel(String language) {
        return language.equalsIgnoreCase("feel") || language.matches("https?://www\\.omg\\.org/spec/(DMN|FEEL)/.*");
    }

    private static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    private interface Visitor {
        void element(String name);

        void attribute(String element, String name, String value);

        void text(String element, String text);
    }

    private static void walk(byte[] xml, Visitor visitor) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            String element = "";
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        element = reader.getLocalName();
                        visitor.element(element);
                        for (int i = 0; i < reader.getAttributeCount(); i++) {
                            visitor.attribute(element, reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        visitor.text(element, reader.getText());
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("It is not well-formed XML: " + e.getMessage(), e);
        }
    }
}
