package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.demo.province.Province;

class DemoAccountsTest {
    @Test
    void theSignInPageHasWordsForEveryAccountInBothLanguages(@TempDir Path folder) throws Exception {
        DemoAccounts accounts =
                DemoAccounts.of(Province.of(Province.LEAST_PEOPLE).demoPeople(), folder.resolve("password"));
        for (Locale locale : new Locale[] {Locale.ROOT, Locale.ENGLISH}) {
            ResourceBundle words = ResourceBundle.getBundle(
                    "messages/portal",
                    locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            assertThat(accounts.accounts()).allSatisfy(account -> {
                assertThat(words.containsKey("demo.role." + account.user().username()))
                        .isTrue();
                assertThat(words.containsKey("demo.what." + account.user().username()))
                        .isTrue();
            });
            assertThat(accounts.accounts())
                    .extracting(account ->
                            words.getString("demo.role." + account.user().username()))
                    .doesNotHaveDuplicates();
        }
    }
}
