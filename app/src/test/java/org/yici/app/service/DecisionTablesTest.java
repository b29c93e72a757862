package org.yici.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.operaton.bpm.dmn.engine.DmnEngineConfiguration;

/** Every rule of the province's decision tables. */
class DecisionTablesTest {
    private static final Path ITEMS = Path.of("../demo/src/main/resources/province/service-items");
    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final RuleBook SALE = read("house-sale.dmn");
    private static final RuleBook PERMIT = read("transport-permit.dmn");

    @ParameterizedTest
    @CsvSource({
        "residential, 0, 0, 0, 90,     1000000,   10000,   first-small",
        "residential, 0, 0, 0, 140,    1000000,   10000,   first-small",
        "residential, 0, 0, 0, 140.01, 1000000,   15000,   first-large",
        "residential, 1, 0, 0, 140,    1000000,   10000,   second-small",
        "residential, 0, 1, 0, 180,    1000000,   20000,   second-large",
        "residential, 0, 0, 1, 180,    1000000,   20000,   second-large",
        "residential, 2, 0, 0, 90,     1000000,   30000,   third-or-more",
        "residential, 1, 1, 0, 90,     1000000,   30000,   third-or-more",
        "residential, 0, 1, 1, 90,     1000000,   30000,   third-or-more",
        "commercial,  0, 0, 0, 90,     1000000,   30000,   not-residential",
        "residential, 0, 0, 0, 150,    123456.78, 1851.85, first-large"
    })
    void theDeedTaxFollowsUseHomesOfTheHouseholdAndArea(
            String usage,
            BigDecimal own,
            BigDecimal spouse,
            BigDecimal children,
            BigDecimal area,
            BigDecimal price,
            String tax,
            String reason) {
        assertThat(SALE.decide(
                        "deed-tax",
                        Map.of(
                                "usage",
                                usage,
                                "own",
                                own,
                                "spouse",
                                spouse,
                                "children",
                                children,
                                "area",
                                area,
                                "price",
                                price)))
                .containsEntry("tax", tax)
                .containsEntry("reason", reason);
    }

    @ParameterizedTest
    @CsvSource({
        "current,   false, false, clear,   title-clear",
        "cancelled, false, false, blocked, title-not-current",
        "'',        false, false, blocked, title-not-current",
        ",          false, false, blocked, title-not-current",
        "current,   true,  false, blocked, title-sealed",
        "current,   false, true,  blocked, title-mortgaged"
    })
    void aTitleMustBeCurrentAndFree(
            @Nullable String status, boolean sealed, boolean mortgaged, String outcome, String reason) {
        assertThat(SALE.decide("title-state", inputs("status", status, "sealed", sealed, "mortgaged", mortgaged)))
                .containsOnly(Map.entry("outcome", outcome), Map.entry("reason", reason));
    }

    @ParameterizedTest
    @CsvSource({
        "current,   false, false, paid,     clear,   registrable",
        "current,   false, false, assessed, blocked, tax-unpaid",
        "current,   false, false, '',       blocked, tax-unpaid",
        "current,   false, false, ,         blocked, tax-unpaid",
        "cancelled, false, false, paid,     blocked, title-not-current",
        "current,   true,  false, paid,     blocked, title-sealed",
        "current,   false, true,  paid,     blocked, title-mortgaged"
    })
    void aTitleIsRegisteredOnlyWhenTheTaxIsPaid(
            String status, boolean sealed, boolean mortgaged, @Nullable String tax, String outcome, String reason) {
        assertThat(SALE.decide(
                        "registration", inputs("status", status, "sealed", sealed, "mortgaged", mortgaged, "tax", tax)))
                .containsOnly(Map.entry("outcome", outcome), Map.entry("reason", reason));
    }

    @ParameterizedTest
    @CsvSource({
        "normal,    511602, ,   qualified, local-household",
        "normal,    510104, 12, qualified, insurance-paid",
        "normal,    510104, 11, doubtful,  neither",
        "normal,    '',     ,   doubtful,  neither",
        "normal,    ,       ,   doubtful,  neither",
        ",          511602, ,   doubtful,  identity-not-normal",
        "cancelled, 511602, 99, doubtful,  identity-not-normal"
    })
    void aBuyerQualifiesByHouseholdOrInsurance(
            @Nullable String identity,
            @Nullable String division,
            @Nullable BigDecimal months,
            String outcome,
            String reason) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("identity", identity);
        inputs.put("division", division);
        inputs.put("months", months);
        assertThat(SALE.decide("buyer-qualification", inputs))
                .containsOnly(Map.entry("outcome", outcome), Map.entry("reason", reason));
    }

    @ParameterizedTest
    @CsvSource({
        "active,  true,  0, 普通货运；仓储服务,   company,    approve, meets-conditions",
        "active,  true,  0, 道路货物运输（不含危险货物）, company, approve, meets-conditions",
        "revoked, true,  0, 普通货运,           company,    refuse,  licence-not-active",
        "active,  false, 0, 普通货运,           company,    refuse,  not-legal-representative",
        "active,  true,  1, 普通货运,           company,    refuse,  permit-exists",
        "active,  true,  0, 餐饮服务,           company,    refuse,  scope-lacks-freight",
        "active,  true,  0, 普通货运,           individual, manual,  individual-business"
    })
    void aPermitIsGrantedRefusedOrReviewed(
            String status,
            boolean representative,
            BigDecimal permits,
            String scope,
            String kind,
            String outcome,
            String reason) {
        Map<String, @Nullable Object> inputs = new HashMap<>(Map.of(
                "status", status, "representative", representative, "permits", permits, "scope", scope, "kind", kind));
        assertThat(PERMIT.decide("permit-rules", inputs))
                .containsOnly(Map.entry("outcome", outcome), Map.entry("reason", reason));
    }

    @Test
    void whatNoRuleDecidesIsLeftToPeople() {
        Map<String, @Nullable Object> inputs = new HashMap<>(
                Map.of("status", "active", "permits", BigDecimal.ZERO, "scope", "普通货运", "kind", "company"));
        inputs.put("representative", null);
        assertThat(PERMIT.decide("permit-rules", inputs)).containsOnly(Map.entry("outcome", RuleBook.UNDECIDED));
    }

    private static Map<String, @Nullable Object> inputs(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return inputs;
    }

    private static RuleBook read(String file) {
        try {
            return RuleBook.read(ENGINE, Files.readString(ITEMS.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
