package org.yici.app.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this is the demonstration, and the accounts that the sign-in page then offers with their passwords.
 *
 * @param demo {@code yici.demo}
 * @param demoData {@code yici.demo-data}: the option that names the demonstration's folder to commands, empty for the usual folder
 * @param demoAccounts {@code yici.demo-accounts[n]}: shown only if {@code demo}
 */
@ConfigurationProperties("yici")
public record DemoSettings(
        @DefaultValue("false") boolean demo,
        @DefaultValue("") String demoData,
        @DefaultValue List<Account> demoAccounts) {
    public DemoSettings {
        demoAccounts = List.copyOf(demoAccounts);
    }

    /** What somebody types to reach a department's own database. */
    public String psql() {
        return "./yici psql public-security" + (demoData.isEmpty() ? "" : " " + demoData);
    }

    /**
     * An account that anybody may use.
     *
     * @param label what the account is for, as the console prints it; the page has words of its own in two languages
     */
    public record Account(
            String username, String password, @Nullable String label) {
        @Override
        public String toString() {
            return username;
        }
    }
}
