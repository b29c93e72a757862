package org.yici.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yici.app.expression.RuleText;
import org.yici.kernel.resource.Label;

/**
 * Finds what a process or a decision table could run besides its purpose. The engines' expression languages reach every class of the
 * platform, so a file may name the platform's own steps and compare variables with constants, and nothing else: no calls, no
 * properties, no scripts, no classes, no tasks that mail, fetch or start programs.
 */
final class Expressions {
    /** The platform's own steps and listeners; every other name would reach some part of the platform. */
    private static final Set<String> STEPS = new TreeSet<>(Set.of("${await}", "${close}", "${decide}", "${writeBack}"));

    private static final String TERM = "(?:!?\\s*[A-Za-z_]\\w*|'[^'\"\\\\$#{}]*'|-?\\d+(?:\\.\\d+)?)";
    private static final String COMPARISON = TERM + "(?:\\s*(?:==|!=|<=|>=|<|>|eq|ne|lt|gt|le|ge)\\s*" + TERM + ")";
    private static final Pattern CONDITION =
            Pattern.compile("\\$\\{\\s*" + COMPARISON + "(?:\\s*(?:&&|\\|\\||and|or)\\s*" + COMPARISON + ")*\\s*}");
    private static final int LONGEST_CITED = 120;
    private static final Set<String> DRAWN = Set.of("Bounds", "waypoint", "Font");
    private static final Pattern COMPARED =
            Pattern.compile("\\bverdict\\s*(?:==|!=|eq|ne)\\s*'([^']*)'|'([^']*)'\\s*(?:==|!=|eq|ne)\\s*verdict\\b");
    private static final Set<String> VARIABLES = Set.of("verdict", "outcome");
    private static final Set<String> VERDICTS = new TreeSet<>(Set.of("APPROVE", "REFUSE", "SUPPLEMENT"));
    /** Whose texts are expressions; an input entry has unary tests (DMN 1.3). */
    private static final Set<String> FEEL =
            Set.of("inputExpression", "inputEntry", "outputEntry", "defaultOutputEntry", "literalExpression");

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
    record Fault(int line, Label text) {}

    /** What a process must not have. */
    static List<Fault> faultsOfProcess(String bpmn) {
        List<Fault> faults = new ArrayList<>();
        XmlLook.walk(bpmn, faults, new XmlLook.Visitor() {
            @Override
            public void element(int line, String name) {
                if (!ELEMENTS.contains(name) && !isDrawn(name)) {
                    faults.add(new Fault(
                            line,
                            Label.of(
                                    "流程中不能有元素 %s；流程的步骤只能是用户任务、带 ${await} 的接收任务，以及带 ${decide} 或 ${writeBack} 的服务任务",
                                    "the process may not have an element %s; its steps are user tasks, receive tasks with ${await}, and service tasks with ${decide} or ${writeBack}",
                                    name)));
                }
            }

            @Override
            public void attribute(int line, String element, String name, String value) {
                if (!isDrawn(element) && ELEMENTS.contains(element) && !ProcessAttributes.allows(element, name)) {
                    faults.add(new Fault(
                            line,
                            Label.of(
                                    "%s 不能有属性 %s；可以有的是 %s",
                                    "%s may not have an attribute %s; it may have %s",
                                    element,
                                    name,
                                    String.join(", ", ProcessAttributes.of(element)))));
                }
                if (isExpression(value) && !STEPS.contains(value)) {
                    faults.add(new Fault(
                            line,
                            Label.of(
                                    "%s 中有表达式 %s；只能写步骤的名称，即下列之一：%s",
                                    "%s has the expression %s; only the name of a step is allowed, one of %s",
                                    element,
                                    cited(value),
                                    STEPS)));
                }
            }

            @Override
            public void text(int line, String element, String parent, String text) {
                if (isExpression(text) && CONDITION.matcher(text.strip()).matches()) {
                    faultsOfCondition(text)
                            .forEach(fault -> faults.add(new Fault(line, Label.of("%s：%s", "%s: %s", element, fault))));
                } else if (isExpression(text) || element.equals("conditionExpression")) {
                    faults.add(new Fault(
                            line,
                            Label.of(
                                    "%s 中有表达式 %s；只能把变量与常量比较",
                                    "%s has the expression %s; only comparisons of variables with constants are allowed",
                                    element,
                                    cited(text.strip()))));
                }
            }
        });
        return faults;
    }

    /** What decision tables must not have: FEEL is the one language. */
    static List<Fault> faultsOfRules(String dmn) {
        List<Fault> faults = new ArrayList<>();
        XmlLook.walk(dmn, faults, new XmlLook.Visitor() {
            @Override
            public void element(int line, String name) {
                if (name.equals("functionDefinition") || name.equals("invocation")) {
                    faults.add(new Fault(line, Label.of("规则中不能有元素 %s", "the rules may not have an element %s", name)));
                }
            }

            @Override
            public void attribute(int line, String element, String name, String value) {
                boolean language = name.equals("expressionLanguage") || name.endsWith("ExpressionLanguage");
                if (language && !isFeel(value)) {
                    faults.add(new Fault(
                            line,
                            Label.of(
                                    "%s 使用的语言是 %s；规则须用 FEEL 编写",
                                    "%s is in the language %s; the rules are written in FEEL", element, value)));
                }
            }

            @Override
            public void text(int line, String element, String parent, String text) {
                if (element.equals("text") && FEEL.contains(parent)) {
                    RuleText.faults(text.strip(), parent.equals("inputEntry"))
                            .forEach(fault -> faults.add(new Fault(line, fault)));
                }
            }
        });
        return faults;
    }

    /** A condition on something that is never there, or never so, would leave a case standing where it is. */
    private static List<Label> faultsOfCondition(String condition) {
        List<Label> faults = new ArrayList<>();
        String names =
                condition.replaceAll("'[^']*'", "").replaceAll("\\b(?:eq|ne|lt|gt|le|ge|and|or|true|false)\\b", "");
        Matcher name = Pattern.compile("[A-Za-z_]\\w*").matcher(names);
        while (name.find()) {
            if (!VARIABLES.contains(name.group())) {
                faults.add(Label.of(
                        "没有变量 %s；用户任务设置 verdict，${decide} 设置 outcome",
                        "the variable %s is unknown; a user task sets verdict, ${decide} sets outcome", name.group()));
            }
        }
        Matcher value = COMPARED.matcher(condition);
        while (value.find()) {
            String verdict = value.group(1) != null ? value.group(1) : value.group(2);
            if (!VERDICTS.contains(verdict)) {
                faults.add(Label.of(
                        "verdict 不会是 %s，只会是下列之一：%s", "verdict is never %s; it is one of %s", verdict, VERDICTS));
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

    /** As much as a reader needs to find it. */
    private static String cited(String text) {
        return text.length() > LONGEST_CITED ? text.substring(0, LONGEST_CITED) + "…" : text;
    }

    private static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }
}
