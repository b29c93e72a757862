package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.flowable.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.service.ItemFiles;
import org.yici.app.service.ServiceItems;
import org.yici.app.service.ValueTypes;

class PublishingTest extends CaseScenario {
    private final ServiceItems items;

    @Autowired
    PublishingTest(ApplicationContext platform) {
        super(platform);
        this.items = platform.getBean(ServiceItems.class);
    }

    @Test
    void publishingTheSameAgainMakesNoNewVersion() throws IOException {
        int edition = items.publish(TestProvince.files("house-sale"));
        long versions = versions();
        assertThat(items.publish(TestProvince.files("house-sale"))).isEqualTo(edition);
        assertThat(versions()).isEqualTo(versions).isPositive();
        assertThat(items.diagram("house-sale")).isPresent();
    }

    private long versions() {
        return platform.getBean(RepositoryService.class)
                .createProcessDefinitionQuery()
                .processDefinitionKey("house-sale")
                .count();
    }

    @Test
    void everyMisfitIsNamedAtOnce() throws IOException {
        ItemFiles good = TestProvince.files("transport-permit");
        String permits = good.item()
                .substring(good.item().indexOf("- id: permits"), good.item().indexOf("- id: new-permit"));
        String bad = good.item()
                .replace("\ndepartment: transport", "\ndepartment: ministry")
                .replace(
                        permits,
                        permits.replace("party: company", "party: nobody")
                                .replace("consumer: transport", "consumer: tax")
                                .replaceFirst("items: .*", "items: [permit_no, colour]"));
        String renamed = good.process().replace("\"issue-permit\"", "\"grant-permit\"");
        String others = TestProvince.files("house-sale").rules();
        assertThatThrownBy(() -> items.publish(new ItemFiles(bad, renamed, others)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("department ministry is not registered")
                .hasMessageContaining("material permits is about the unknown party nobody")
                .hasMessageContaining("JT5100/000001 has no item colour")
                .hasMessageContaining("tax has no grant for JT5100/000001 with the purpose transport-permit")
                .hasMessageContaining("the rules have no decision table permit-rules")
                .hasMessageContaining("grant-permit that the handling does not declare")
                .hasMessageContaining("declares issue-permit, but the process has no such task");
    }

    @Test
    void whatCannotBeComparedWhenItComesHomeIsNamed() throws IOException {
        ItemFiles bad = TestProvince.changed(
                "house-sale",
                item -> item.replace("{jsyj: base, se: tax}", "{jsyj: colour, nothing: tax}")
                        .replace("step: file-contract", "step: file-nothing"));
        assertThatThrownBy(() -> items.publish(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contract-arrives: nothing is written by the unknown step file-nothing")
                .hasMessageContaining("assessment-arrives: material assessment has no item colour")
                .hasMessageContaining("assessment-arrives: enter-assessment does not write the column nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "value: evidence.title.unit_no | value: evidence.title.unti_no | claim unit: 'evidence.title.unti_no': the name evidence.title.unti_no is unknown; the nearest known one is evidence.title.unit_no",
                "months: evidence.buyer_insurance.months | months: evidence.buyer-insurance.months | decision check-buyer: months: 'evidence.buyer-insurance.months': the name evidence.buyer is unknown",
                "usage: evidence.title.usage | usage: evidence.title.usage + | decision compute-deed-tax: usage: 'evidence.title.usage +': it is not FEEL",
                "that: not(evidence.title.sealed) | that: evidence.title.area | requirement at title_no: 'evidence.title.area': it comes to a number, where yes or no is needed",
                "that: not(evidence.title.sealed) | that: case.submitted > date(\"2026-01-01\") | requirement at title_no: 'case.submitted > date(\"2026-01-01\")': case.submitted is not known before a case is handed in",
                "that: not(evidence.title.sealed) | that: evidence.buyer_identity.status = \"normal\" | requirement at title_no: 'evidence.buyer_identity.status = \"normal\"': evidence.buyer_identity.status is not known before a case is handed in",
                "- {field: title_no, that: not(evidence.title.sealed) | - {field: title, that: not(evidence.title.sealed) | a requirement is said at the unknown field title",
                "jsyj: evidence.filed_contract.price | jsyj: evidence.filed_contract.price + party.buyer.id | write-back enter-assessment: jsyj: 'evidence.filed_contract.price + party.buyer.id': Can't add",
                "children: field.children_homes | children: field.children_homes > \"x\" | decision compute-deed-tax: children: 'field.children_homes > \"x\"': Can't compare",
                "where: case_no = case.number | where: case_nr = case.number | wait contract-arrives: where: 'case_nr = case.number': the name case_nr is unknown; the nearest known one is case_no",
                "where: case_no = case.number | where: case_no | wait contract-arrives: where: 'case_no': it comes to a text, where yes or no is needed",
                "suggested: rule.compute_deed_tax.tax | suggested: rule.compute_deed_tax.duty | task assess-tax: suggested tax: 'rule.compute_deed_tax.duty': the name rule.compute_deed_tax.duty is unknown",
                "value: text.verified | value: check.buyer_name | task verify-contract: finding Contract: 'check.buyer_name': the name check.buyer_name is unknown",
                "${option.payment} | ${option.paymnet} | contract: 'option.paymnet': the name option.paymnet is unknown; the nearest known one is option.payment",
                "${option.payment} | ${now()} | contract: 'now()': it asks for the time, and would say something else each time",
                "- name: buyer-spouse_name | - name: buyer_spouse_id | expressions write each field of [buyer_spouse_id, buyer-spouse_id] as buyer_spouse_id"
            })
    void aBrokenExpressionIsToldWithItsPlace(String old, String other, String fault) throws IOException {
        ItemFiles bad = TestProvince.changed("house-sale", item -> item.replace(old, other));
        assertThatThrownBy(() -> items.publish(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void factsAreOfTheTypesOfTheirResourcesAndTables() {
        ValueTypes types = items.find("house-sale").orElseThrow().types();
        assertThat(types.retrieved("title", "area", "90.50")).isEqualTo(new BigDecimal("90.50"));
        assertThat(types.retrieved("title", "sealed", "true")).isEqualTo(true);
        assertThat(types.retrieved("title", "acquired_on", "2020-02-03")).isEqualTo(LocalDate.of(2020, 2, 3));
        assertThat(types.retrieved("title", "address", "1")).isEqualTo("1");
        assertThat(types.retrieved("title", "acquired_on", "20**")).as("masked").isEqualTo("20**");
        assertThat(types.retrieved("title", "area", null)).isNull();
        assertThat(types.found("compute-deed-tax", "tax", "10000")).isEqualTo(new BigDecimal("10000"));
        assertThat(types.found("compute-deed-tax", "reason", "1")).isEqualTo("1");
    }

    @Test
    void aDeclaredChangeThatCannotHappenOrTakesTheGroundIsNamed() throws IOException {
        String moves = """
                    mayChange:
                      - {item: colour, from: red, to: blue}
                      - {item: status, from: current, to: sold}
                      - {item: usage, from: residential, to: residential}
                      - {item: address, from: here, to: there}
                """;
        ItemFiles bad = TestProvince.changed(
                "house-sale", item -> item.replaceFirst("(?s)(- id: title\n.*?\n    items: [^\n]*\n)", "$1" + moves));
        assertThatThrownBy(() -> items.publish(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("title: the change of colour is declared, but the material has no such item")
                .hasMessageContaining("title: the change of status names the value sold, which ZR5100/000001 does not")
                .hasMessageContaining("title: the change of usage needs two different values")
                .hasMessageContaining("title: the change of address cannot be allowed: a claim, the contract");
    }

    @Test
    void aProcessOrRulesThatAreNotWhatTheySayAreRefused() throws IOException {
        ItemFiles sale = TestProvince.files("house-sale");
        String another = TestProvince.files("transport-permit").process();
        assertThatThrownBy(() -> items.publish(new ItemFiles(sale.item(), another, null)))
                .hasMessageContaining("the BPMN file has no process house-sale");
        assertThatThrownBy(() -> items.publish(new ItemFiles(sale.item(), sale.process(), "<nonsense/>")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not valid DMN");
    }

    @Test
    void aFaultIsToldWithItsFileAndLine() throws IOException {
        ItemFiles sale = TestProvince.files("house-sale");
        ItemFiles script = new ItemFiles(
                sale.item(),
                sale.process().replace("<startEvent", "<scriptTask id=\"s\"/>\n    <startEvent"),
                sale.rules());
        long line = sale.process()
                        .lines()
                        .takeWhile(one -> !one.contains("<startEvent"))
                        .count()
                + 1;
        assertThatThrownBy(() -> items.check(script))
                .hasMessageContaining("(process.bpmn20.xml, line " + line + ")")
                .hasMessageContaining("the process may not have an element scriptTask");
        ItemFiles key = TestProvince.changed("house-sale", item -> item.replace("\nprocess: ", "\nproces: "));
        long keys = sale.item()
                        .lines()
                        .takeWhile(one -> !one.startsWith("process: "))
                        .count()
                + 1;
        assertThatThrownBy(() -> items.check(key))
                .hasMessageContaining(
                        "the key proces is unknown; the nearest is process (item.yaml, line " + keys + ")");
        ItemFiles task =
                TestProvince.changed("house-sale", item -> item.replace("key: examine-title", "key: examine-titel"));
        assertThatThrownBy(() -> items.check(task)).isInstanceOfSatisfying(InvalidDefinitionException.class, told -> {
            String[] text = task.text().split("\n");
            assertThat(told.findings())
                    .anySatisfy(finding -> {
                        assertThat(finding.text().en())
                                .contains("user task examine-title that the handling does not declare");
                        assertThat(text[finding.line() - 1]).contains("id=\"examine-title\"");
                    })
                    .anySatisfy(finding -> {
                        assertThat(finding.text().en()).contains("the handling declares examine-titel");
                        assertThat(text[finding.line() - 1]).contains("key: examine-titel");
                    });
        });
    }
}
