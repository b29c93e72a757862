package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yici.app.YiciApplication;
import org.yici.app.identity.Identities;
import org.yici.app.registry.Subjects;
import org.yici.app.store.EmbeddedServer;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.Verification;
import picocli.CommandLine;

/** The commands against a platform with the province's real catalogue and grants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeCommandsTest {
    private static final String SEVENTEEN = "91511602MA6234567";
    private static final String COMPANY = SEVENTEEN + CreditCode.check(SEVENTEEN);

    @TempDir
    static Path folder;

    private EmbeddedServer server;
    private ConfigurableApplicationContext platform;

    @BeforeAll
    void aPlatform() throws IOException, SQLException {
        server = EmbeddedServer.start(folder.resolve("platform"));
        server.createDatabase("yici");
        platform = new SpringApplicationBuilder(YiciApplication.class)
                .run(
                        "--server.port=0",
                        "--yici.home=" + folder,
                        "--yici.pack=classpath:province/",
                        "--spring.datasource.url=" + server.url("yici"),
                        "--spring.datasource.username=" + EmbeddedServer.USER,
                        "--spring.datasource.password=" + server.password());
        platform.getBean(Identities.class).register(SystemKeys.ensure(folder, "tax", "tax"));
        PlatformUrl.save(folder, "http://localhost:" + platform.getEnvironment().getProperty("local.server.port"));
        platform.getBean(JdbcClient.class)
                .sql(
                        "insert into registry.company (_key, _source, _source_time, _position, _sequence, _edition, _deleted,"
                                + " _subject_credit_code, credit_code, name, kind, legal_rep_name, status)"
                                + " values (?, 'market-regulation', now(), 1, 0, 1, false, ?, ?, '广安货运有限公司', 'company', '王小芳',"
                                + " 'active')")
                .param(COMPANY)
                .param(platform.getBean(Subjects.class).of(COMPANY))
                .param(COMPANY)
                .update();
    }

    @AfterAll
    void stop() throws IOException {
        platform.close();
        server.close();
    }

    @Test
    void aQueryPrintsTheAnswerAndKeepsAReceiptThatProvesIt() throws IOException {
        Path receipt = folder.resolve("receipt.json");
        Path answer = folder.resolve("answer.json");
        Ran ran = run(
                "query",
                "--as",
                "tax",
                "--resource",
                "SJ5100/000001",
                "--subject",
                COMPANY,
                "--purpose",
                "audit",
                "--out",
                receipt.toString(),
                "--answer",
                answer.toString());

        assertThat(ran.code()).as(ran.text()).isZero();
        assertThat(ran.text()).contains("SJ5100/000001: 1 record", "广安货运有限公司", "proven, and it is about this answer");
        String key = Files.readString(folder.resolve("ledger.vkey")).strip();
        assertThat(ReceiptVerifier.verify(Files.readAllBytes(receipt), key)).isInstanceOf(Verification.Verified.class);
        assertThat(Files.readString(answer)).contains("salt");
    }

    @Test
    void aCheckPrintsYesOrNo() {
        Ran yes = run(
                "check",
                "--as",
                "tax",
                "--resource",
                "SJ5100/000001",
                "--subject",
                COMPANY,
                "--purpose",
                "audit",
                "--expect",
                "status=active",
                "--expect",
                "legal_rep_name=王小芳");
        Ran no = run(
                "check",
                "--as",
                "tax",
                "--resource",
                "SJ5100/000001",
                "--subject",
                COMPANY,
                "--purpose",
                "audit",
                "--expect",
                "status=revoked");

        assertThat(yes.text()).contains("yes, all values match");
        assertThat(no.text()).contains(": no").doesNotContain("王小芳");
    }

    @Test
    void aRefusalNamesItsRuleAndIsProven() {
        Ran ran = run(
                "query",
                "--as",
                "tax",
                "--resource",
                "SJ5100/000001",
                "--subject",
                COMPANY,
                "--purpose",
                "audit",
                "--items",
                "legal_rep_id");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text()).contains("refused: item-not-granted", "proven");
    }

    @Test
    void aSystemWithoutKeyIsToldWhatToDo() {
        Ran ran = run(
                "query", "--as", "nobody", "--resource", "SJ5100/000001", "--subject", COMPANY, "--purpose", "audit");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.text()).contains("There is no key", "--data", "--as");
    }

    @Test
    void aPlatformThatDoesNotRunIsOneClearLine() {
        Ran ran = run(
                "query",
                "--as",
                "tax",
                "--resource",
                "SJ5100/000001",
                "--subject",
                COMPANY,
                "--purpose",
                "audit",
                "--url",
                "http://localhost:1");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.text().strip()).hasLineCount(1).contains("does not answer", "Is the demo running?");
    }

    private record Ran(int code, String text) {}

    private static Ran run(String command, String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(text)).setErr(new PrintWriter(text, true));
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--data";
        all[2] = folder.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        int code = line.execute(all);
        return new Ran(code, text.toString());
    }
}
