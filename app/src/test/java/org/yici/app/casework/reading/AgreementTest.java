package org.yici.app.casework.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.yici.app.casework.Case.State;
import org.yici.app.casework.TestProvince;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.PartyRow;

class AgreementTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final PartyRow seller =
            new PartyRow("seller", 0, "51160219800101001X", "王芳", UUID.randomUUID(), false, null, null);
    private final CaseFile file = new CaseFile(
            "N1",
            TestProvince.item("house-sale"),
            new CaseFile.Opener("51160219800101001X", "seller", "王芳"),
            NOW,
            State.DRAFT);

    @Test
    void whoAgreedToTheSameTextWithItsDigitsUngroupedHasAgreed() {
        file.parties.add(seller);
        file.fields.put("price", "860000");
        Agreement now = Agreement.of(file).orElseThrow();
        assertThat(now.text().zh()).contains("860,000 元");
        assertThat(now.digest()).isNotEqualTo(now.plain());
        assertThat(Agreement.stands(file, seller)).isFalse();

        file.stepValues.put("agreed.seller", now.plain());
        assertThat(Agreement.stands(file, seller)).isTrue();
        assertThat(now.agreed(file)).containsExactly("seller");

        file.fields.put("price", "870000");
        assertThat(Agreement.stands(file, seller)).as("to another price").isFalse();
    }

    @Test
    void aYearIsNotGrouped() {
        file.parties.add(seller);
        file.fields.put("price", "2026.50");
        assertThat(Agreement.of(file).orElseThrow().text().zh()).contains("2026.50 元");
        file.fields.put("price", "12345678.90");
        assertThat(Agreement.of(file).orElseThrow().text().zh()).contains("12,345,678.90 元");
    }
}
