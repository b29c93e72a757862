package org.yici.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service item's files may run: the platform's steps and comparisons. */
class ExpressionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<serviceTask id='a' flowable:delegateExpression='${decide}'/>",
                "<conditionExpression xsi:type='tFormalExpression'>${verdict == 'APPROVE'}</conditionExpression>",
                "<conditionExpression>${outcome == 'approve' &amp;&amp; verdict != 'REFUSE' || outcome eq 'manual'}</conditionExpression>",
                "<documentation>What it is: 5 $ {nothing}</documentation>"
            })
    void stepsAndComparisonsMayRun(String element) {
        assertThat(Expressions.faultsOfProcess(process(element))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<conditionExpression>${''.getClass().forName('java.lang.Runtime')}</conditionExpression>",
                "<conditionExpression>${a.class == 'b'}</conditionExpression>",
                "<conditionExpression>${a['class']}</conditionExpression>",
                "<conditionExpression>${decide.run()}</conditionExpression>",
                "<conditionExpression>#{execution.setVariable('a', 1)}</conditionExpression>",
                "<conditionExpression>${a == 'x'}${b.c()}</conditionExpression>",
                "<conditionExpression>$<!-- 通过 -->{''.getClass()}</conditionExpression>",
                "<conditionExpression>$<?a b?>{''.getClass()}</conditionExpression>",
                "<conditionExpression>$<![CDATA[{''.getClass()}]]></conditionExpression>",
                "<conditionExpression>$<incoming/>{''.getClass()}</conditionExpression>",
                "<conditionExpression>&#36;&#123;''.getClass()}</conditionExpression>",
                "<conditionExpression language='groovy'>1</conditionExpression>",
                "<conditionExpression>verdict == 'APPROVE'</conditionExpression>",
                "<conditionExpression>${verdict}</conditionExpression>",
                "<conditionExpression>${1}</conditionExpression>",
                "<userTask id='a' name='&#x202e;通过'/>",
                "<flowable:executionListener event='start' delegateExpression='${close}' onTransaction='committed'"
                        + " customPropertiesResolverClass='java.util.concurrent.ForkJoinPool'/>",
                "<flowable:executionListener event='start' customPropertiesResolverExpression='a'/>",
                "<userTask id='a' flowable:assignee='seller'/>",
                "<userTask id='a' flowable:taskIdVariableName='verdict'/>",
                "<startEvent id='a' flowable:formKey='a'/>",
                "<serviceTask id='a' flowable:delegateExpression='${a.b}'/>",
                "<serviceTask id='a' flowable:delegateExpression='${jdbcClient}'/>",
                "<conditionExpression>${verdit == 'APPROVE'}</conditionExpression>",
                "<conditionExpression>${verdict == 'APPROVED'}</conditionExpression>",
                "<conditionExpression>${'APPROVED' == verdict}</conditionExpression>",
                "<serviceTask id='a' flowable:expression='1'/>",
                "<serviceTask id='a' flowable:class='org.example.Anything'/>",
                "<serviceTask id='a' flowable:type='shell'/>",
                "<serviceTask id='a' flowable:type='http'/>",
                "<serviceTask id='a' flowable:type='mail'/>",
                "<serviceTask id='a' flowable:skipExpression='${true}'/>",
                "<scriptTask id='a' scriptFormat='groovy'><script>1</script></scriptTask>",
                "<flowable:executionListener event='start' class='org.example.Anything'/>",
                "<flowable:taskListener event='create'><flowable:script>1</flowable:script></flowable:taskListener>",
                "<userTask id='a' flowable:assignee='${x.y()}'/>",
                "<sendTask id='a' flowable:type='mail'/>",
                "<callActivity id='a' calledElement='house-sale'/>",
                "<intermediateThrowEvent id='a'><signalEventDefinition signalRef='all'/></intermediateThrowEvent>",
                "<boundaryEvent id='a' attachedToRef='b'/>",
                "<subProcess id='a'/>",
                "<timeDuration>${java.lang.System.exit(1)}</timeDuration>",
                "<flowable:field name='command' stringValue='rm'/>"
            })
    void nothingElseMayRun(String element) {
        assertThat(Expressions.faultsOfProcess(process(element))).isNotEmpty();
    }

    @Test
    void whatIsWrongIsToldWithItsLine() {
        assertThat(Expressions.faultsOfProcess("<definitions>\n<process>\n<scriptTask/></process>\n</definitions>"))
                .extracting(Expressions.Fault::line)
                .containsExactly(3);
        assertThat(Expressions.faultsOfProcess("<definitions>\n<process>\n</definitions>"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(3);
                    assertThat(fault.text().en()).startsWith("it is not well-formed XML: ");
                });
    }

    /** Its parts may stand in other files, and be larger than any memory. */
    @Test
    void nothingIsReadFromElsewhere() {
        assertThat(Expressions.faultsOfProcess("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>\n<a>&b;</a>"))
                .extracting(fault -> fault.text().en())
                .containsExactly("it may not have a document type (DOCTYPE)");
        assertThat(Expressions.faultsOfRules("<?xml version='1.0' encoding='GBK'?>\n<a/>"))
                .extracting(fault -> fault.text().en())
                .containsExactly("it says that it is written in GBK; write it in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "JavaScript", "python"})
    void rulesAreWrittenInFeelOnly(String language) {
        assertThat(Expressions.faultsOfRules(
                        xml("<decision><inputExpression expressionLanguage='" + language + "'/></decision>")))
                .isNotEmpty();
        assertThat(Expressions.faultsOfRules(xml("<definitions expressionLanguage='" + language + "'/>")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inputEntry      | "valid","expired"
            inputEntry      | -
            inputEntry      | [1..5]
            inputEntry      | not(null)
            inputEntry      | < date("2026-01-01")
            outputEntry     | price * 0.03 + (if area > 90 then 1 else 0)
            inputExpression | count(homes)
            """)
    void rulesCompute(String element, String text) {
        assertThat(Expressions.faultsOfRules(rule(element, text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            outputEntry     | count(for i in 1..1000000000 return i)  | count through a range
            inputExpression | some x in homes satisfies x > 1         | go through lists
            inputEntry      | every x in ? satisfies x > 1            | go through lists
            outputEntry     | function(x) x + 1                       | define functions
            outputEntry     | function(x) external {java: {class: "java.lang.Math", method signature: "abs(double)"}} | External functions are disabled
            outputEntry     | {a: "0123456789", b: a + a}.b           | build contexts
            outputEntry     | string(decimal(1, 1000000000))          | number of digits
            outputEntry     | round half up(price, places)            | number of digits
            outputEntry     | matches("aaa!", "(a{1,2})+c")           | call the function matches
            inputExpression | 10 ** 999999999                         | raise to a power
            outputEntry     | 1e999999999                             | FEEL
            outputEntry     | (((                                     | is not FEEL
            inputEntry      | > >                                     | is not FEEL
            """)
    void rulesDoNothingElse(String element, String text, String said) {
        assertThat(Expressions.faultsOfRules(rule(element, text)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.text().en()).contains(said));
    }

    private static String rule(String element, String text) {
        return xml("<" + element + "><text><![CDATA[" + text + "]]></text></" + element + ">");
    }

    @Test
    void feelMayBeNamed() {
        assertThat(Expressions.faultsOfRules(xml("<d><a expressionLanguage='feel'/><b"
                        + " expressionLanguage='https://www.omg.org/spec/DMN/20191111/FEEL/'/></d>")))
                .isEmpty();
    }

    private static String process(String element) {
        return xml("<process id='p'>" + element + "</process>");
    }

    private static String xml(String element) {
        return "<definitions xmlns:flowable='http://flowable.org/bpmn' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                + element + "</definitions>";
    }
}
