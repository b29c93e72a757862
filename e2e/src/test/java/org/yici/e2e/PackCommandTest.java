package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.cli.pack.PackCommand;
import org.yici.kernel.identifier.CreditCode;
import picocli.CommandLine;

/** What a platform defines goes out as files and comes in again by two people. */
class PackCommandTest {
    private static final String ENTRY = "catalogue/GA5100.000002.yaml";

    @TempDir
    private Path folder;

    private String said = "";

    @Test
    void whatIsExportedIsComparedChangedAndImportedByTwo() throws IOException {
        String url = DemoProcess.sharedUrl();
        Path password = DemoProcess.sharedData().resolve("accounts.password");
        Path pack = folder.resolve("pack");
        List<String> reading = List.of("--url", url, "--as", "operator", "--password-file", password.toString());

        assertThat(run(reading, "export", pack)).isZero();
        assertThat(said).contains("9 catalogue", " departments", "2 service-items", "14 standards");
        assertThat(pack.resolve("service-items"))
                .isDirectoryContaining(file -> file.endsWith("house-sale.yaml"))
                .isDirectoryContaining(file -> file.endsWith("house-sale.bpmn20.xml"))
                .isDirectoryContaining(file -> file.endsWith("house-sale.dmn"));
        assertThat(run(reading, "diff", pack)).isZero();
        assertThat(run(reading, "export", pack))
                .as("a folder that holds something")
                .isEqualTo(2);

        Path entry = pack.resolve(ENTRY);
        String before = Files.readString(entry);
        String after = before.replace("与户主的关系。", "与户主的关系（导入）。");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(entry, after);
        assertThat(run(reading, "diff", pack)).isEqualTo(1);
        assertThat(said).contains("changed: catalogue/GA5100.000002", "  + ", "（导入）", "1 differs");

        List<String> writing = List.of(
                "--url",
                url,
                "--author",
                "steward",
                "--author-password-file",
                password.toString(),
                "--reviewer",
                "operator",
                "--reviewer-password-file",
                password.toString());
        assertThat(run(writing, "import", pack)).isZero();
        assertThat(said).contains("published: catalogue/GA5100.000002", "1 published, 0 withdrawn, 0 refused");
        assertThat(run(reading, "diff", pack)).isZero();

        Files.writeString(entry, after + "unknown: key\n");
        String title = Files.readString(pack.resolve("catalogue/ZR5100.000001.yaml"));
        Files.delete(pack.resolve("catalogue/ZR5100.000001.yaml"));
        List<String> replacing = new ArrayList<>(writing);
        replacing.add("--replace");
        assertThat(run(replacing, "import", pack)).isEqualTo(1);
        assertThat(said)
                .contains("refused: catalogue/GA5100.000002", "the key unknown is unknown")
                .as("another department’s entry is not the author’s to withdraw")
                .contains("refused: catalogue/ZR5100.000001");
        Files.writeString(entry, before);
        assertThat(run(writing, "import", pack)).as("no draft was left behind").isZero();
        Files.writeString(pack.resolve("catalogue/ZR5100.000001.yaml"), title);
        aTreeComesInAndGoesOut(pack, reading, url, password);
    }

    /** The one above comes later in the alphabet, and goes last. */
    private void aTreeComesInAndGoesOut(Path pack, List<String> reading, String url, Path password) throws IOException {
        List<String> operators = List.of(
                "--url",
                url,
                "--author",
                "operator",
                "--author-password-file",
                password.toString(),
                "--reviewer",
                "reviewer",
                "--reviewer-password-file",
                password.toString(),
                "--replace");
        Path departments = pack.resolve("departments");
        String organisation = "MB0X77A1";
        String first = "11511602" + organisation + CreditCode.organisationCheck(organisation);
        String above = "code: z-bureau\nlabel: {zh: 试导局, en: Bureau of Trial}\ncreditCode: " + first
                + CreditCode.check(first) + "\n";
        Path office = Files.writeString(
                departments.resolve("a-office.yaml"), above.replace("z-bureau", "a-office") + "parent: z-bureau\n");
        Path bureau = Files.writeString(departments.resolve("z-bureau.yaml"), above);
        assertThat(run(operators, "import", pack)).as(said).isZero();
        assertThat(said).contains("published: departments/a-office", "published: departments/z-bureau", "2 published");
        Files.delete(office);
        Files.delete(bureau);
        assertThat(run(operators, "import", pack)).as(said).isZero();
        assertThat(said).contains("withdrawn: departments/a-office", "withdrawn: departments/z-bureau", "0 refused");
        assertThat(run(reading, "diff", pack)).as(said).isZero();
    }

    private int run(List<String> options, String command, Path pack) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(options);
        all.add(pack.toString());
        int code = org.yici.cli.Main.configured(new CommandLine(new PackCommand()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(all.toArray(String[]::new));
        said = out.toString();
        return code;
    }
}
