package org.yici.app.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yici.app.casework.TestProvince.map;
import static org.yici.app.casework.TestProvince.until;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.yici.app.casework.Case.State;
import org.yici.app.service.InvalidFieldsException;

/** What the form of a sale fills in, keeps and refuses. */
@Tag("road")
class HouseSaleFormTest extends CaseScenario {
    @Autowired
    HouseSaleFormTest(ApplicationContext platform) {
        super(platform);
    }

    @Test
    void wrongFieldsAreNamedAndNothingIsHandedIn() {
        String number = cases.open(seller, "house-sale", "").number();
        assertThatThrownBy(() -> cases.submit(seller, number, form("860000")))
                .isInstanceOf(IllegalCaseStateException.class)
                .hasMessageContaining("consent");
        cases.consent(seller, number);
        Map<String, String> typed = form("0");
        typed.put("buyer_id", "511602198001010000");
        typed.put("title_no", "somebody else's");
        assertThatThrownBy(() -> cases.submit(seller, number, typed))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsOnlyKeys("price", "buyer_id", "title_no"));
        Map<String, String> toMyself = form("860000");
        toMyself.put("buyer_id", seller.citizenId());
        assertThatThrownBy(() -> cases.submit(seller, number, toMyself))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsEntry("buyer_id", "field.error.same-person"));
        assertThat(see(seller, number).state()).isEqualTo(State.DRAFT);
    }

    @ParameterizedTest
    @CsvSource({"sfcf, sealed, 查封", "sfdy, mortgaged, 抵押"})
    void aHomeThatCannotBeTransferredIsRefusedWhenItIsHandedIn(String column, String item, String why) {
        TestProvince.owner("natural-resources")
                .sql("update bdc_djb set " + column + " = '1' where bdcqzh = ?")
                .param(home)
                .update();
        until(
                item + " arrives",
                () -> jdbc.sql("select " + item + " from registry.real_estate where title_no = ?")
                        .param(home)
                        .query(Boolean.class)
                        .single(),
                arrived -> arrived);
        String number = cases.open(seller, "house-sale", "").number();
        cases.consent(seller, number);
        cases.save(seller, number, form("860000"));
        LocaleContextHolder.setLocale(Locale.CHINA);
        try {
            assertThat(cases.faults(seller, number))
                    .hasEntrySatisfying("title_no", text -> assertThat(text).contains(why, "请先"));
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
        assertThatThrownBy(() -> cases.submit(seller, number, form("860000")))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        e -> assertThat(e.faults()).containsOnlyKeys("title_no"));
    }

    @Test
    void theOnlyTitleIsFilledInWithoutAsking() {
        String number = cases.open(seller, "house-sale", "").number();
        assertThat(cases.consent(seller, number).fields()).containsEntry("title_no", home);
    }

    @Test
    void aDraftIsKeptUnchecked() {
        String number = cases.open(seller, "house-sale", "").number();
        Case saved = cases.save(seller, number, map("price", "soon", "unknown", "x"));
        assertThat(saved.fields()).containsOnly(Map.entry("price", "soon"));
    }
}
