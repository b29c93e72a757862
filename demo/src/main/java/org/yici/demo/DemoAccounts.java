package org.yici.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.yici.app.identity.Role;
import org.yici.app.store.SecretFile;
import org.yici.cli.AccountFile;
import org.yici.cli.AccountFile.Account;
import org.yici.cli.SystemKeys;
import org.yici.demo.province.DemoPeople;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The accounts of the demonstration, all with one password, and a system for each department. */
public final class DemoAccounts {
    private static final String SYLLABLES = "bamocudifegulahitanonesiroku";
    private static final String FILE = "accounts.yaml";

    private final String password;
    private final Map<Account, String> purposes = new LinkedHashMap<>();

    /** The accounts for the province's people, in the order in which the two cases need them. */
    DemoAccounts(DemoPeople people, String password) {
        this.password = password;
        applicant("seller", people.seller(), "卖方 sells a home");
        applicant("buyer", people.buyer(), "买方 buys it");
        applicant("spouse", people.sellerSpouse(), "卖方配偶 consents to the sale of the joint home");
        applicant("partner", people.buyerSpouse(), "买方配偶 consents to the counting of the household's homes");
        staff("clerk", "何窗", Role.CLERK, "window", "综合窗口 accepts cases");
        staff("housing", "祝建", Role.APPROVER, "housing", "住建 verifies the contract");
        staff("tax", "税明", Role.APPROVER, "tax", "税务 assesses the deed tax");
        staff("title", "田籍", Role.APPROVER, "natural-resources", "自然资源 examines the title");
        staff("registrar", "邓簿", Role.APPROVER, "natural-resources", "自然资源 registers; who examined may not");
        applicant("founder", people.founder(), "企业负责人 applies for a transport permit");
        staff("transport", "路通", Role.APPROVER, "transport", "交通 decides what rules cannot");
        staff("steward", "管据", Role.STEWARD, "public-security", "数据管理员 mends quarantined data");
        staff("operator", "运维", Role.OPERATOR, "big-data", "运行监测 watches sources and flows");
        staff("reviewer", "严复", Role.OPERATOR, "big-data", "复核 publishes what the operator or a steward drafts");
        staff("auditor", "审计", Role.AUDITOR, "big-data", "审计 checks the ledger");
    }

    /** Each account with what it is for, as the terminal says it; the sign-in page has words of its own. */
    Map<Account, String> purposes() {
        return Collections.unmodifiableMap(purposes);
    }

    /** Leaves the accounts in the data folder, with a key for each department's own system, which is named like the department. */
    AccountFile save(Path folder) throws IOException {
        List<AccountFile.SystemKey> systems = new ArrayList<>();
        for (JsonNode department :
                new YAMLMapper().readTree(new ClassPathResource("province/departments.yaml").getContentAsByteArray())) {
            String code = department.path("code").stringValue();
            systems.add(new AccountFile.SystemKey(code, code, SystemKeys.ensure(folder, code)));
        }
        AccountFile file = new AccountFile(List.copyOf(purposes.keySet()), systems);
        file.write(folder.resolve(FILE));
        return file;
    }

    /** The accounts of the demonstration that runs on a data folder. */
    public static List<Account> read(Path folder) {
        return AccountFile.read(folder.resolve(FILE)).accounts();
    }

    String password() {
        return password;
    }

    /** The one password of a data folder, made if there is none yet. */
    static String password(Path folder) throws IOException {
        Path secret = folder.resolve("accounts.password");
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

    private void applicant(String username, DemoPeople.DemoPerson person, String purpose) {
        purposes.put(
                new Account(username, person.name(), Set.of(Role.APPLICANT), null, person.citizenId(), password),
                purpose);
    }

    private void staff(String username, String name, Role role, String department, String purpose) {
        purposes.put(new Account(username, name, Set.of(role), department, null, password), purpose);
    }
}
