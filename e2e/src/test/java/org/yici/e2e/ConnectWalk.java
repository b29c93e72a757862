package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.yici.kernel.identifier.CitizenId;
import org.yici.postgres.EmbeddedServer;

/**
 * What docs/connect-a-database.md says, step by step: two administrators bring tables that nobody here has seen before to another department's
 * signed reading. One of them reads English on a telephone, the other one Chinese at a desk.
 */
final class ConnectWalk {
    private static final String DEFINITIONS = "/operator/definitions";
    private static final String RESOURCE = "ZZ5116/000001";
    private static final String KEYLESS = "ZZ5116/000002";

    private final Visitor first;
    private final Visitor second;
    private final EmbeddedServer department;
    private final Path installed;
    private final Path folder;
    private final String person = "51160219580312002" + CitizenId.check("51160219580312002");

    /** @param installed the folder of the archive */
    ConnectWalk(Visitor first, Visitor second, EmbeddedServer department, Path installed, Path folder) {
        this.first = first;
        this.second = second;
        this.department = department;
        this.installed = installed;
        this.folder = folder;
    }

    void walk(String url) throws Exception {
        tables();
        define("department", """
                code: pension-bureau
                label: {zh: 养老保险局, en: Pension Bureau}
                creditCode: 11510000YC510001XB
                """);
        define("department", """
                code: relief-office
                label: {zh: 社会救助局, en: Relief Office}
                creditCode: 11510000YC5100028B
                """);
        source();
        resource("养老 待遇", "yanglao daiyu", "Pension payments");
        resource("t_keyless", "key: []", "key: [\"xh\"]");
        String key = key();
        grant(RESOURCE, List.of("xingming", "yuefafange"));
        grant(KEYLESS, List.of("je"));
        Files.copy(folder.resolve("data/ledger.vkey"), folder.resolve("relief/ledger.vkey"));

        assertThat(answered(url, RESOURCE)).contains("王秀英", "3210.50", "proven, and it is about this answer");
        assertThat(answered(url, KEYLESS)).contains("88.00");
        withdraw(key);
        assertThat(query(url, RESOURCE)).startsWith("refused: ");
        for (Visitor visitor : List.of(first, second)) {
            visitor.expectNoComplaints();
        }
    }

    private void tables() throws IOException, SQLException {
        department.createDatabase("pension");
        administrator("""
                create table "养老 待遇" ("编号" int, "身份证号" char(18), "姓名" varchar(40), "月发放额" numeric(10, 2), "select" text);
                create unique index on "养老 待遇" ("编号");
                comment on table "养老 待遇" is '养老保险待遇发放';
                create table t_keyless (xh text, sfzh text, je numeric(8, 2));
                create table t_private (a int primary key)""");
        administrator(
                "insert into \"养老 待遇\" values (1, '%1$s', '王秀英', 3210.50, 'x'); insert into t_keyless values ('a', '%1$s', 88)"
                        .formatted(person));
    }

    private void administrator(String sql) throws SQLException {
        try (Connection connection = department.connect("pension");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One drafts, the other one publishes. */
    private void define(String kind, String text) {
        first.at(DEFINITIONS + "/new?kind=" + kind);
        first.page().fill("#text", text);
        click(first, "#save");
        publish();
    }

    private void publish() {
        look(first, "connect-draft");
        click(first, "#submit");
        second.at(URI.create(first.page().url()).getPath());
        look(second, "connect-review");
        click(second, "#publish");
        assertThat(second.page().locator("#done").innerText()).isNotBlank();
    }

    private void source() throws SQLException {
        URI address = URI.create(department.url("pension").substring("jdbc:".length()));
        first.at(DEFINITIONS + "/new?kind=source");
        first.page().fill("#text", """
                name: pension
                department: pension-bureau
                host: 127.0.0.1
                port: %d
                database: pension
                username: yici_reader
                tls: disable
                """.formatted(address.getPort()));
        click(first, "#save");
        String source = URI.create(first.page().url()).getPath();
        click(first, "#trial");
        first.page().fill("#password", "reader-Secret-1");
        click(first, "#set-password");
        click(first, "#try");
        assertThat(first.page().locator("#script").innerText()).contains("create role \"yici_reader\"");
        administrator("create role \"yici_reader\" login replication password 'reader-Secret-1'");
        click(first, "#try");
        look(first, "connect-trial-bad");
        String asked = first.page().locator("#script").innerText();
        assertThat(asked).contains("t_private", "create publication yici;");
        administrator(asked.lines()
                .filter(line -> !line.startsWith("--") && !line.contains("t_private"))
                .collect(Collectors.joining("\n")));
        click(first, "#try");
        assertThat(first.page().locator("#result").innerText()).isEqualTo("can be collected from");
        look(first, "connect-trial");
        first.at(source);
        publish();
    }

    private void resource(String table, String guessed, String corrected) {
        first.at(DEFINITIONS + "/source/pension/trial");
        click(first, "#try");
        click(first, "tr:has-text('" + table + "') .sample");
        look(first, "connect-sample");
        String proposed = first.page().locator("#text").inputValue();
        assertThat(proposed).contains("type: CITIZEN_ID", guessed);
        first.page().fill("#text", proposed.replace(guessed, corrected));
        click(first, "#save");
        publish();
    }

    /** Made by the department, which hands over the public part. */
    private String key() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String open = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        Path keys = Files.createDirectories(folder.resolve("relief/keys"));
        Path file = Files.writeString(
                keys.resolve("relief-core.pem"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + open);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        second.at("/operator/keys/new");
        second.page().selectOption("#department", "relief-office");
        second.page().fill("#system", "relief-core");
        second.page().fill("textarea[name=key]", open);
        click(second, "#look");
        click(second, "#register");
        return URI.create(second.page().url()).getPath();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    private void grant(String resource, List<String> items) {
        first.at("/operator/grants/new");
        first.page().selectOption("#resource", resource);
        click(first, "#next");
        Page page = first.page();
        page.selectOption("#consumer", "relief-office");
        items.forEach(item -> page.check("#item-" + item));
        page.fill("#purpose", "relief-check");
        page.fill("#purpose_zh", "救助核对");
        page.fill("#purpose_en", "Relief check");
        page.fill("#basis", "社会救助暂行办法");
        page.uncheck("#consent");
        page.selectOption("#clearance", "L3");
        page.fill("#to", LocalDate.now().plusYears(1).toString());
        page.fill("#reason", "connected");
        look(first, "connect-grant");
        click(first, "#give");
        assertThat(page.url()).contains("/operator/grants/G-");
        look(first, "connect-granted");
    }

    private void withdraw(String key) {
        second.at(key);
        second.page().fill("#reason", "lost");
        second.page().check("#sure");
        click(second, "#withdraw");
    }

    /** As soon as it has been collected. */
    private String answered(String url, String resource) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        String said = query(url, resource);
        while (!said.contains("1 record\n")) {
            assertThat(Instant.now()).as(said).isBefore(end);
            said = query(url, resource);
        }
        return said;
    }

    private String query(String url, String resource) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(installed.resolve("yici").toString(), "query", "--url", url));
        command.addAll(List.of(
                "--as", "relief-core", "--data", folder.resolve("relief").toString()));
        command.addAll(List.of("--resource", resource, "--purpose", "relief-check", "--subject", person));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static void click(Visitor visitor, String button) {
        visitor.page().waitForNavigation(() -> visitor.page().click(button));
    }

    private static void look(Visitor visitor, String name) {
        visitor.picture(name).expectAccessible().expectNoSidewaysScroll();
    }
}
