package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.yici.demo.province.Province;

class DemoAccountsTest {
    @Test
    void theSignInPageHasWordsForEveryAccountInBothLanguages() {
        DemoAccounts accounts =
                new DemoAccounts(Province.of(Province.LEAST_PEOPLE).demoPeople(), "password");
        for (Locale locale : new Locale[] {Locale.ROOT, Locale.ENGLISH}) {
            ResourceBundle words = ResourceBundle.getBundle(
                    "messages/demo",
                    locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            assertThat(accounts.purposes().keySet()).isNotEmpty().allSatisfy(account -> {
                assertThat(words.containsKey("demo.role." + account.username())).isTrue();
                assertThat(words.containsKey("demo.what." + account.username())).isTrue();
            });
            assertThat(accounts.purposes().keySet())
                    .extracting(account -> words.getString("demo.role." + account.username()))
                    .doesNotHaveDuplicates();
        }
    }
}
