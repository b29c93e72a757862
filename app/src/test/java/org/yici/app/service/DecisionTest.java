package org.yici.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.yici.app.casework.TestProvince;

class DecisionTest {
    private final ServiceItem sale = TestProvince.item("house-sale");
    private final ServiceItem permit = TestProvince.item("transport-permit");

    @Test
    void itRestsOnTheMaterialsThatItsExpressionsName() {
        assertThat(decision(sale, "compute-deed-tax").inputMaterials(sale))
                .extracting(ServiceItem.Material::id)
                .containsExactly("title", "buyer-homes", "buyer-spouse-homes", "filed-contract");
        assertThat(decision(sale, "check-buyer").materials(sale))
                .containsExactly("buyer-identity", "buyer-household", "buyer-insurance");
    }

    @Test
    void itRestsOnWhatItsChecksAsk() {
        Decision rules = decision(permit, "permit-rules");
        assertThat(rules.asks(permit.handling().check("legal-representative").orElseThrow()))
                .isTrue();
        assertThat(rules.materials(permit)).containsExactlyInAnyOrder("licence", "permits");
    }

    private static Decision decision(ServiceItem item, String id) {
        return item.handling().decision(id).orElseThrow();
    }
}
