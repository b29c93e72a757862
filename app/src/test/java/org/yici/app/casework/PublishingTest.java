package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.flowable.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.yici.app.service.FactTypes;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItems;
import tools.jackson.dataformat.yaml.YAMLMapper;

class PublishingTest extends CaseScenario {
    private final ServiceItems items;

    @Autowired
    PublishingTest(ApplicationContext platform) {
        super(platform);
        this.items = platform.getBean(ServiceItems.class);
    }

    @Test
    void publishingTheSameAgainMakesNoNewVersion() {
        items.publish(
                TestProvince.item("house-sale"),
                TestProvince.file("house-sale.bpmn20.xml"),
                TestProvince.file("house-sale.dmn"));
        assertThat(platform.getBean(RepositoryService.class)
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("house-sale")
                        .count())
                .isEqualTo(1);
        assertThat(items.diagram("house-sale")).isPresent();
    }

    @Test
    void everyMisfitIsNamedAtOnce() throws IOException {
        ServiceItem good = TestProvince.item("transport-permit");
        List<ServiceItem.Material> materials = good.materials().stream()
                .map(material -> material.id().equals("permits")
                        ? new ServiceItem.Material(
                                "permits",
                                material.label(),
                                material.supply(),
                                "nobody",
                                "JT5100/000001",
                                "tax",
                                List.of("permit_no", "colour"))
                        : material)
                .toList();
        ServiceItem bad = new ServiceItem(
                good.slug(),
                good.code(),
                good.label(),
                "ministry",
                good.process(),
                good.guide(),
                good.parties(),
                materials,
                good.fields(),
                good.handling());
        String bpmn = TestProvince.file("transport-permit.bpmn20.xml").getContentAsString(StandardCharsets.UTF_8);
        Resource renamed = new ByteArrayResource(
                bpmn.replace("\"issue-permit\"", "\"grant-permit\"").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> items.publish(bad, renamed, TestProvince.file("house-sale.dmn")))
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
        String good = TestProvince.file("house-sale.yaml").getContentAsString(StandardCharsets.UTF_8);
        ServiceItem bad = new YAMLMapper()
                .readValue(
                        good.replace("{jsyj: base, se: tax}", "{jsyj: colour, nothing: tax}")
                                .replace("step: file-contract", "step: file-nothing"),
                        ServiceItem.class);
        assertThatThrownBy(() -> items.publish(
                        bad, TestProvince.file("house-sale.bpmn20.xml"), TestProvince.file("house-sale.dmn")))
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
        String good = TestProvince.file("house-sale.yaml").getContentAsString(StandardCharsets.UTF_8);
        assertThat(good).contains(old);
        ServiceItem bad = new YAMLMapper().readValue(good.replace(old, other), ServiceItem.class);
        assertThatThrownBy(() -> items.publish(
                        bad, TestProvince.file("house-sale.bpmn20.xml"), TestProvince.file("house-sale.dmn")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The service item house-sale cannot be published")
                .hasMessageContaining(fault);
    }

    @Test
    void factsAreOfTheTypesOfTheirResourcesAndTables() {
        FactTypes types = items.find("house-sale").orElseThrow().types();
        assertThat(types.drawn("title", "area", "90.50")).isEqualTo(new BigDecimal("90.50"));
        assertThat(types.drawn("title", "sealed", "true")).isEqualTo(true);
        assertThat(types.drawn("title", "acquired_on", "2020-02-03")).isEqualTo(LocalDate.of(2020, 2, 3));
        assertThat(types.drawn("title", "address", "1")).isEqualTo("1");
        assertThat(types.drawn("title", "acquired_on", "20**")).as("masked").isEqualTo("20**");
        assertThat(types.drawn("title", "area", null)).isNull();
        assertThat(types.found("compute-deed-tax", "tax", "10000")).isEqualTo(new BigDecimal("10000"));
        assertThat(types.found("compute-deed-tax", "reason", "1")).isEqualTo("1");
    }

    @Test
    void aDeclaredChangeThatCannotHappenOrTakesTheGroundIsNamed() {
        ServiceItem good = TestProvince.item("house-sale");
        List<ServiceItem.Move> moves = List.of(
                new ServiceItem.Move("colour", "red", "blue"),
                new ServiceItem.Move("status", "current", "sold"),
                new ServiceItem.Move("usage", "residential", "residential"),
                new ServiceItem.Move("address", "here", "there"));
        ServiceItem bad = new ServiceItem(
                good.slug(),
                good.code(),
                good.label(),
                good.department(),
                good.process(),
                good.guide(),
                good.parties(),
                good.materials().stream()
                        .map(material -> material.id().equals("title") ? moving(material, moves) : material)
                        .toList(),
                good.fields(),
                good.handling());
        assertThatThrownBy(() -> items.publish(
                        bad, TestProvince.file("house-sale.bpmn20.xml"), TestProvince.file("house-sale.dmn")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("title: the change of colour is declared, but the material has no such item")
                .hasMessageContaining("title: the change of status names the value sold, which ZR5100/000001 does not")
                .hasMessageContaining("title: the change of usage needs two different values")
                .hasMessageContaining("title: the change of address cannot be allowed: a claim, the contract");
    }

    private static ServiceItem.Material moving(ServiceItem.Material material, List<ServiceItem.Move> moves) {
        return new ServiceItem.Material(
                material.id(),
                material.label(),
                material.supply(),
                material.party(),
                material.resource(),
                material.consumer(),
                material.items(),
                material.expires(),
                moves);
    }

    @Test
    void aProcessOrRulesThatAreNotWhatTheySayAreRefused() {
        Resource nonsense = new ByteArrayResource("<nonsense/>".getBytes(StandardCharsets.UTF_8));
        ServiceItem item = TestProvince.item("house-sale");
        assertThatThrownBy(() -> items.publish(item, TestProvince.file("transport-permit.bpmn20.xml"), null))
                .hasMessageContaining("the BPMN file has no process house-sale");
        assertThatThrownBy(() -> items.publish(item, TestProvince.file("house-sale.bpmn20.xml"), nonsense))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not valid DMN");
    }
}
