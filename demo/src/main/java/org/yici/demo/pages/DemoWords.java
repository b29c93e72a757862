package org.yici.demo.pages;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yici.app.identity.User;
import org.yici.cli.AccountFile.Account;
import org.yici.cli.DataFolder;
import org.yici.demo.DemoAccounts;

/** What the demonstration's templates show, as {@code @demo}: the accounts that anybody may use, the command that reaches a department. */
@Component("demo")
class DemoWords {
    private final DataFolder folder;

    DemoWords(@Value("${yici.home}") Path home) {
        this.folder = new DataFolder(home.toAbsolutePath().normalize());
    }

    public List<Account> accounts() {
        return DemoAccounts.read(folder.path());
    }

    /** The others whom somebody may name in a form: nobody knows a generated person's citizen ID by heart. */
    public List<Account> people(@Nullable User user) {
        return accounts().stream()
                .filter(account -> account.citizenId() != null)
                .filter(account -> user == null || !account.username().equals(user.username()))
                .toList();
    }

    /** What somebody types to reach a department's own database. */
    public String psql() {
        return ("./yici psql public-security " + folder.option()).strip();
    }
}
