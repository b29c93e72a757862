package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LinkCommandTest {
    private static final String HEADER = "rec_id,first_name,surname,dob,city,email\n";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int link(String... arguments) {
        CommandLine command = Main.configured(new CommandLine(new LinkCommand()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    private Path records(String text) throws IOException {
        return Files.writeString(folder.resolve("records.csv"), text);
    }

    private int linkFake(Path records) {
        return link("--model", "fake", records.toString(), "--out", clusters().toString());
    }

    private Path clusters() {
        return folder.resolve("clusters.csv");
    }

    @Test
    void recordsOfOnePersonGetOneCluster() throws IOException {
        Path records = records(HEADER
                + "a,Nancy,Williams,1972-01-18,Birmingham,nw5@buckley.info\n"
                + "b,Williams,Nancy,1972-01-18,Birmingham,\n"
                + "c,\"Isaac\",James,1991-05-06,London,isaac.james@smith.com\n");
        assertThat(linkFake(records)).isZero();
        List<String> lines = Files.readAllLines(clusters());
        assertThat(lines).hasSize(4).startsWith("rec_id,cluster", "a,a", "b,a").endsWith("c,c");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rec_id,first_name,surname,dob,city@a,b,c,d,e | line 1: the column email is missing",
                "rec_id,first_name,surname,dob,city,email@a,,,,,@b,,,,,@a,,,,, | line 4: the rec_id a is repeated",
                "rec_id,first_name,surname,dob,city,email@a,,,,,@,,,,, | line 3: the rec_id is empty",
                "rec_id,first_name,surname,dob,city,email@a,,,,,@b,,, | line 3: 4 fields, but the header has 6",
                "rec_id,first_name,surname,dob,city,email@a,,,,,@b,\"x,,,,@c,,,,, | line 3: a broken quote",
                "rec_id,first_name,surname,dob,city,email@a,,,,,@b,\"x\"y,,,, | line 3: a broken quote"
            })
    void whatIsBrokenIsSaidInOneLineWithItsPlace(String text, String message) throws IOException {
        Path records = records(text.strip().replace('@', '\n') + "\n");
        assertThat(linkFake(records)).isEqualTo(2);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains("records.csv").contains(message);
        assertThat(Files.exists(clusters())).isFalse();
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Path records = folder.resolve("records.csv");
        Files.write(records, (HEADER + "a,\u00e9,,,,\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(linkFake(records)).isEqualTo(2);
        assertThat(err.toString()).contains("line 2: not UTF-8; convert it");
    }

    @Test
    void aByteOrderMarkAndAnEmptyListAreNoTrouble() throws IOException {
        assertThat(linkFake(records("\uFEFF" + HEADER))).isZero();
        assertThat(Files.readAllLines(clusters())).containsExactly("rec_id,cluster");
    }

    @Test
    void anUnknownModelAndAMissingFileAreNamed() {
        assertThat(link("--model", "nobody", "x.csv", "--out", "y.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("nobody").contains("zh_person");
        assertThat(linkFake(folder.resolve("absent.csv"))).isEqualTo(2);
        assertThat(err.toString()).contains("absent.csv does not exist");
    }

    @Test
    void nothingHalfWrittenIsLeftBehind() throws IOException {
        Path records = records(HEADER + "a,,,,,\n");
        Path nowhere = folder.resolve("no/such/folder/clusters.csv");
        assertThat(link("--model", "fake", records.toString(), "--out", nowhere.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(records);
        }
    }

    @Test
    void whereTheOutcomeCannotGoIsSaidBeforeTheWork() throws IOException {
        // Reading this would be refused as well.
        Path records = records("nothing");
        String nowhere = folder.resolve("no/links.csv").toString();
        assertThat(link("--model", "fake", records.toString(), "--out", records.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("records.csv is named twice");
        assertThat(link("--model", "fake", records.toString(), "--out", clusters() + "", "--links", clusters() + ""))
                .isEqualTo(2);
        assertThat(err.toString()).contains("clusters.csv is named twice");
        assertThat(link("--model", "fake", records.toString(), "--out", clusters() + "", "--links", nowhere))
                .isEqualTo(2);
        assertThat(err.toString()).contains("links.csv cannot be written");
        assertThat(link("--model", "fake", records.toString(), "--train", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is a folder").doesNotContain("the column");
        assertThat(records).hasContent("nothing");
    }

    @Test
    void whoCannotBeExplainedIsNamed() throws IOException {
        Path records = records(HEADER + "a,,,,,\n");
        assertThat(link("--model", "fake", records.toString(), "--explain", "a", "nobody"))
                .isEqualTo(2);
        assertThat(err.toString().strip()).endsWith("records.csv has no record nobody");
    }

    @Test
    void tooLittleMemoryIsOneLineThatSaysHowToGiveMore() throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 100_000; i++) {
            text.append("r").append(i).append(",Nancy,Williams").append(i).append(",1972-01-18,Birmingham,\n");
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx20m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "link",
                        "--model",
                        "fake",
                        records(text.toString()).toString(),
                        "--out",
                        clusters().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said)
                .contains("yici: 20 MB of memory", "YICI_JAVA_OPTIONS=-Xmx40m")
                .doesNotContain("\tat ");
        assertThat(clusters()).doesNotExist();
    }

    @Test
    void inventedRecordsAreLinkedAndExplained() throws IOException {
        Path records = folder.resolve("invented.csv");
        Path truth = folder.resolve("truth.csv");
        Path links = folder.resolve("links.csv");
        assertThat(link("--generate", "300", "--out", records.toString(), "--truth", truth.toString()))
                .isZero();
        assertThat(link(
                        "--model",
                        "zh_person",
                        records.toString(),
                        "--out",
                        clusters().toString(),
                        "--links",
                        links.toString()))
                .isZero();
        List<String> pairs = Files.readAllLines(links);
        assertThat(pairs.get(0)).isEqualTo("first,second,weight,probability,decision");
        Set<String> subjects = new HashSet<>();
        Files.readAllLines(truth).stream().skip(1).forEach(line -> subjects.add(line.split(",")[1]));
        Set<String> found = new HashSet<>();
        Files.readAllLines(clusters()).stream().skip(1).forEach(line -> found.add(line.split(",")[1]));
        assertThat(found.size()).isBetween(subjects.size(), subjects.size() + 5);

        String[] pair = pairs.get(1).split(",");
        Files.delete(links);
        assertThat(link(
                        "--model",
                        "zh_person",
                        records.toString(),
                        "--links",
                        links.toString(),
                        "--explain",
                        pair[0],
                        pair[1]))
                .isZero();
        assertThat(Files.readAllLines(links)).as("all that was asked for").isEqualTo(pairs);
        assertThat(out.toString())
                .contains("prior")
                .contains("identity")
                .contains("kin")
                .contains(pair[2]);
    }

    @Test
    void aTrainedModelIsAFileThatLinks() throws IOException {
        Path records = folder.resolve("invented.csv");
        Path truth = folder.resolve("truth.csv");
        Path model = folder.resolve("mine.json");
        link("--generate", "400", "--out", records.toString(), "--truth", truth.toString());
        assertThat(link(
                        "--model",
                        "zh_person",
                        records.toString(),
                        "--train",
                        "--truth",
                        truth.toString(),
                        "--out",
                        model.toString()))
                .isZero();
        assertThat(Files.readString(model)).contains("+trained");
        assertThat(link(
                        "--model",
                        model.toString(),
                        records.toString(),
                        "--out",
                        clusters().toString()))
                .isZero();
        assertThat(Files.readAllLines(clusters())).hasSize(401);
    }
}
