package org.yici.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.SecretFile;
import org.yici.demo.province.DemoPeople;

/**
 * The accounts of the demonstration and their one password, which is made once a data folder.
 *
 * @param password the password of them all
 * @param accounts the accounts in the order in which the two cases need them
 */
record DemoAccounts(String password, List<Account> accounts) {
    private static final String SYLLABLES = "bamocudifegulahitanonesiroku";

    /** One account with what it is for. */
    record Account(User user, String purpose) {}

    /**
     * The accounts for the province's people.
     *
     * @param secret file that keeps the password
     */
    static DemoAccounts of(DemoPeople people, Path secret) throws IOException {
        return new DemoAccounts(
                password(secret),
                List.of(
                        applicant("seller", people.seller(), "卖方 sells a home"),
                        applicant("buyer", people.buyer(), "买方 buys it"),
                        applicant("spouse", people.sellerSpouse(), "卖方配偶 consents to the sale of the joint home"),
                        applicant(
                                "partner",
                                people.buyerSpouse(),
                                "买方配偶 consents to the counting of the household's homes"),
                        staff("clerk", "何窗", Role.CLERK, "window", "综合窗口 accepts cases"),
                        staff("housing", "祝建", Role.APPROVER, "housing", "住建 verifies the contract"),
                        staff("tax", "税明", Role.APPROVER, "tax", "税务 assesses the deed tax"),
                        staff("title", "田籍", Role.APPROVER, "natural-resources", "自然资源 examines the title"),
                        staff(
                                "registrar",
                                "邓簿",
                                Role.APPROVER,
                                "natural-resources",
                                "自然资源 registers; who examined may not"),
                        applicant("founder", people.founder(), "企业负责人 applies for a transport permit"),
                        staff("transport", "路通", Role.APPROVER, "transport", "交通 decides what rules cannot"),
                        staff("steward", "管据", Role.STEWARD, "public-security", "数据管理员 mends quarantined data"),
                        staff("operator", "运维", Role.OPERATOR, "big-data", "运行监测 watches sources and flows"),
                        staff("auditor", "审计", Role.AUDITOR, "big-data", "审计 checks the ledger")));
    }

    /** Makes the accounts that the platform does not have yet; bcrypt is slow on purpose, so nothing is done twice. */
    void register(Identities identities) {
        for (Account account : accounts) {
            Optional<User> known = identities.user(account.user().username());
            if (!known.equals(Optional.of(account.user()))) {
                identities.register(account.user(), password);
            }
        }
    }

    private static Account applicant(String username, DemoPeople.DemoPerson person, String purpose) {
        return account(username, person.name(), Role.APPLICANT, null, person.citizenId(), purpose);
    }

    private static Account staff(String username, String name, Role role, String department, String purpose) {
        return account(username, name, role, department, null, purpose);
    }

    private static Account account(
            String username,
            String name,
            Role role,
            @Nullable String department,
            @Nullable String citizenId,
            String purpose) {
        return new Account(new User(username, name, Set.of(role), department, citizenId), purpose);
    }

    private static String password(Path secret) throws IOException {
        if (Files.exists(secret)) {
            return Files.readString(secret).strip();
        }
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            int syllable = random.nextInt(SYLLABLES.length() / 2) * 2;
            password.append(i > 0 && i % 2 == 0 ? "-" : "").append(SYLLABLES, syllable, syllable + 2);
        }
        password.append('-').append(100 + random.nextInt(900));
        SecretFile.write(secret, password + "\n");
        return password.toString();
    }
}
