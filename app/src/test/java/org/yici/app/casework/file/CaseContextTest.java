package org.yici.app.casework.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.CaseEvidence.Status;
import org.yici.app.casework.TestProvince;
import org.yici.app.casework.file.EvidenceRow.EvidenceRecord;
import org.yici.app.expression.Expression;
import org.yici.app.expression.Text;
import org.yici.app.expression.Wording;
import org.yici.app.service.CaseProcess;

class CaseContextTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final CaseFile file = new CaseFile(
            "N1",
            TestProvince.item("house-sale"),
            new CaseFile.Opener("51160219800101001X", "seller", "王芳"),
            NOW,
            State.DRAFT);
    private final CaseContext context = new CaseContext(file, NOW);

    @Test
    void anIdsHyphenIsAnUnderscore() {
        file.fields.put("buyer-spouse_name", "李强");
        file.stepValues.put("task.assess-tax.tax", "8600.50");
        file.stepValues.put("rule.check-title.reason", "title-clear");
        assertThat(context.value(Expression.of("field.buyer_spouse_name"))).contains("李强");
        assertThat(context.value(Expression.of("task.assess_tax.tax + 1"))).contains("8601.50");
        assertThat(context.text(Expression.of("reason.check_title")).en())
                .isEqualTo("Current, not mortgaged, not sealed");
    }

    @Test
    void ofAPlaceWithoutAFactNothingIsShown() {
        assertThat(context.text(Wording.of("已缴 ${evidence.assessment.tax} 元", "Paid: ${evidence.assessment.tax}")))
                .satisfies(text -> assertThat(text.zh()).isEqualTo("已缴  元"))
                .satisfies(text -> assertThat(text.en()).isEqualTo("Paid: "));
        assertThat(context.value(Expression.of("evidence.assessment.tax"))).isEmpty();
        assertThat(context.value(Expression.of("\"Tax: \" + evidence.assessment.tax")))
                .isEmpty();
        assertThat(context.link(Text.of("/pay?code=${evidence.assessment.payment_code}")))
                .isEmpty();
    }

    @Test
    void aNeedThatIsNotKnownIsNotMet() {
        List<CaseProcess.Need> needs = List.of(new CaseProcess.Need(
                Expression.of("evidence.assessment.status = \"paid\""), Expression.of("text.tax_unpaid")));
        assertThat(context.unmet(needs)).isPresent();
        assertThat(context.unmet(List.of(new CaseProcess.Need(
                        Expression.of("not(evidence.title.sealed)"), Expression.of("text.sealed_first")))))
                .isPresent();
        file.keep(retrieved("assessment", Map.of("status", "assessed")));
        assertThat(context.unmet(needs))
                .hasValueSatisfying(why -> assertThat(why.zh()).startsWith("契税尚未缴清"));
        file.keep(retrieved("assessment", Map.of("status", "paid")));
        assertThat(context.unmet(needs)).isEmpty();
    }

    @Test
    void recordsThatWereRefusedAreNotNone() {
        Expression count = Expression.of("count(records.buyer_homes)");
        assertThat(context.value(count)).isEmpty();
        file.keep(new EvidenceRow("buyer-homes", Status.REFUSED, "p", List.of(), List.of(), null, NOW, "rate", 1));
        assertThat(context.value(count)).isEmpty();
        file.keep(new EvidenceRow("buyer-homes", Status.NONE, "p", List.of(), List.of(), null, NOW, null, 1));
        assertThat(context.value(count)).contains("0");
    }

    @Test
    void aPartyThatACaseIsWithoutIsNull() {
        Expression spouse = Expression.of("if party.buyer_spouse = null then 0 else count(records.buyer_spouse_homes)");
        assertThat(context.value(spouse)).contains("0");
        file.put(new PartyRow("buyer-spouse", 4, "51160219820101002X", "李强", UUID.randomUUID(), false, NOW, null));
        assertThat(context.value(spouse)).isEmpty();
    }

    @Test
    void aRecordIsDescribedByItsItems() {
        Expression where = Expression.of("case_no = case.number and status = \"paid\"");
        assertThat(context.describes(where, "assessment", record(Map.of("case_no", "N1", "status", "paid"))))
                .isTrue();
        assertThat(context.describes(where, "assessment", record(Map.of("case_no", "N2", "status", "paid"))))
                .isFalse();
        assertThat(context.describes(where, "assessment", record(Map.of("case_no", "N1"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${1+1}", "\") or true", "${party.seller.id}", "\" + party.applicant.id + \""})
    void aNameIsShownAsItWasTyped(String typed) {
        file.fields.put("buyer_name", typed);
        assertThat(context.text(Wording.of("${field.buyer_name}", "To ${field.buyer_name}.")))
                .satisfies(text -> assertThat(text.zh()).isEqualTo(typed))
                .satisfies(text -> assertThat(text.en()).isEqualTo("To " + typed + "."));
        file.keep(retrieved("assessment", Map.of("status", typed)));
        assertThat(context.unmet(List.of(new CaseProcess.Need(
                        Expression.of("evidence.assessment.status = \"paid\""), Expression.of("text.tax_unpaid")))))
                .isPresent();
        assertThat(context.link(Text.of("/pay?to=${field.buyer_name}")).orElseThrow())
                .doesNotContain("$", "{", "\"", " ");
    }

    private static EvidenceRow retrieved(String material, Map<String, String> values) {
        return new EvidenceRow(material, Status.RETRIEVED, "p", List.of(), List.of(record(values)), null, NOW, null, 1);
    }

    private static EvidenceRecord record(Map<String, String> values) {
        return new EvidenceRecord("k", values, NOW);
    }
}
