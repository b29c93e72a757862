package org.yici.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.yici.app.registry.Subjects;
import org.yici.kernel.identifier.CreditCode;
import org.yici.kernel.ledger.Checkpoint;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.NoteSigner;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.Verification;
import picocli.CommandLine;

/** The commands against a platform with the province's real catalogue and grants. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeCommandsTest {
    private static final String SEVENTEEN = "91511602MA6234567";
    private static final String COMPANY = SEVENTEEN + CreditCode.check(SEVENTEEN);

    /** The demonstration's, as a folder like any other. */
    private static final URI PACK =
            Path.of("../demo/src/main/resources/province").toUri();

    @TempDir
    static Path folder;

    private Platform platform;

    @BeforeAll
    void aPlatform() throws IOException, SQLException {
        platform = new Platform(DataFolder.open(folder));
        platform.startDatabase();
        platform.start(new PlatformSettings().with("server.port", 0).with("yici.pack", PACK));
        platform.register(new AccountFile(
                null, List.of(new AccountFile.SystemKey("tax", "tax", SystemKeys.ensure(folder, "tax")))));
        // As the job would: the platform's own account may not.
        PlatformConnection owner = PlatformConnection.read(folder);
        JdbcClient.create(new DriverManagerDataSource(owner.url(), owner.user(), owner.password()))
                .sql(
                        "insert into registry.company (_key, _source, _source_time, _position, _sequence, _edition, _deleted,"
                                + " _subject_credit_code, credit_code, name, kind, legal_rep_name, status)"
                                + " values (?, 'market-regulation', now(), 1, 0, 1, false, ?, ?, '广安货运有限公司', 'company', '王小芳',"
                                + " 'active')")
                .param(COMPANY)
                .param(platform.bean(Subjects.class).of(COMPANY))
                .param(COMPANY)
                .update();
    }

    @AfterAll
    void stop() {
        platform.close();
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

    /** What stands among the arguments is read by everybody on the machine. */
    @Test
    void whoItIsAboutCanComeFromTheInput() {
        InputStream before = System.in;
        String[] question = {"--as", "tax", "--resource", "SJ5100/000001", "--subject", "-", "--purpose", "audit"};
        try {
            System.setIn(new ByteArrayInputStream((COMPANY + "\nmore\n").getBytes(UTF_8)));
            assertThat(run("query", question).text()).contains("广安货运有限公司", "proven");
            System.setIn(InputStream.nullInputStream());
            Ran ran = run("query", question);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.text()).contains("the input is empty");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void anEncryptedAnswerIsOpenedAndProven() {
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
                "--encrypt");
        assertThat(ran.code()).as(ran.text()).isZero();
        assertThat(ran.text()).contains("广安货运有限公司", "proven, and it is about this answer");
    }

    @Test
    void aSystemHearsOfALedgerThatIsNotTheOneOfItsEarlierAnswers() throws Exception {
        String[] question = {
            "--as", "tax", "--resource", "SJ5100/000001", "--subject", COMPANY, "--purpose", "audit", "--out", ""
        };
        Path receipt = folder.resolve("first.json");
        question[question.length - 1] = receipt.toString();
        assertThat(run("query", question).code()).isZero();
        Path head = folder.resolve("keys/tax.head");
        assertThat(head).exists();

        // The log of another history under the same key, longer than this one.
        KeyPair key = ledgerKey();
        String origin = Files.readString(folder.resolve("ledger.vkey")).split("\\+")[0];
        Checkpoint other = new Checkpoint(origin, 1_000_000, Hash.leaf(new byte[] {1}));
        Files.writeString(head, new NoteSigner(origin, key).sign(other.text()).format());

        Ran ran = run("query", question);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text()).contains("NOT PROVEN", "knew at 1000000 entries", "cut, restored or rewritten");
        Ran verified = run("verify", receipt.toString(), "--against", head.toString());
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.text())
                .contains("refuted: other-log", "continued: The head kept in", "continued: The running");
        Ran audit = run("ledger", "audit", "--against", head.toString());
        assertThat(audit.code()).isEqualTo(1);
        assertThat(audit.text()).contains("cut-off: ", "is signed for 1000000 entries");
        Files.delete(head);
        assertThat(run("ledger", "audit", "--against", receipt.toString()).text())
                .contains("clean: ", "held against: The running platform http://localhost:");
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
        assertThat(ran.text().strip()).hasLineCount(1).contains("does not answer", "Does it run?");
    }

    private static KeyPair ledgerKey() throws IOException, GeneralSecurityException {
        String pem = Files.readString(folder.resolve("ledger.key"));
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        byte[][] blocks = Pattern.compile("KEY-----\\n([A-Za-z0-9+/=\\s]*)-----END")
                .matcher(pem)
                .results()
                .map(block -> Base64.getMimeDecoder().decode(block.group(1)))
                .toArray(byte[][]::new);
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(blocks[1])),
                factory.generatePrivate(new PKCS8EncodedKeySpec(blocks[0])));
    }

    private record Ran(int code, String text) {}

    private static Ran run(String command, String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(text)).setErr(new PrintWriter(text, true));
        String[] all = Stream.concat(
                        Stream.concat(Stream.of(command), Stream.of(arguments)), Stream.of("--data", folder.toString()))
                .toArray(String[]::new);
        int code = line.execute(all);
        return new Ran(code, text.toString());
    }
}
