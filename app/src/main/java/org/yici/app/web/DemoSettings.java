package org.yici.app.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this is the demonstration, and the accounts that the sign-in page then offers with their passwords.
 *
 * @param demo {@code yici.demo}
 * @param demoAccounts {@code yici.demo-accounts[n]}: shown only if {@code demo}
 */
@ConfigurationProperties("yici")
record DemoSettings(
        @DefaultValue("false") boolean demo, @DefaultValue List<Account> demoAccounts) {
    DemoSettings {
        demoAccounts = List.copyOf(demoAccounts);
    }

    /**
     * An account that anybody may use.
     *
     * @param label what the account is for, as the console prints it; the page has words of its own in two languages
     */
    record Account(
            String username, String password, @Nullable String label) {}
}
