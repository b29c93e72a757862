package org.yici.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is mistyped is named with its place and the nearest name, before anything starts. */
class ConfigurationCheckTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsLookedAtLineByLine() throws IOException {
        Path file = write("""
                yici:
                  site:
                    public-ulr: https://data.example.gov
                    hosts: [a.example.gov, b.example.gov]
                  alerts:
                    every: 10 parsecs
                  collection.sources.tax:
                    url: jdbc:postgresql://tax.example.gov/tax
                    usrname: reader
                server.port: many
                logging.level.org.yici.app: debug
                """);
        assertThat(new ConfigurationCheck().file(file).faults())
                .containsExactlyInAnyOrder(
                        file + " line 3: yici.site.public-ulr is no setting; the nearest is yici.site.public-url"
                                + " (docs/configuration.md lists all)",
                        file
                                + " line 6: yici.alerts.every is \"10 parsecs\", which is not a time such as 30s, 10m or 7d",
                        file + " line 9: yici.collection.sources.tax.usrname is no setting; the nearest is"
                                + " yici.collection.sources.*.username (docs/configuration.md lists all)",
                        file + " line 10: server.port is \"many\", which is not a whole number");
    }

    @Test
    void whatTheParserRefusesKeepsItsLine() throws IOException {
        Path file = write("yici:\n  site:\n  - [");
        assertThatThrownBy(() -> new ConfigurationCheck().file(file)).hasMessageContaining("line 3");
    }

    @ParameterizedTest
    @CsvSource({
        "YICI_SITE_PUBLICURL, https://data.example.gov, true",
        "YICI_SITE_HOSTS_0, data.example.gov, true",
        "YICI_COLLECTION_SOURCES_TAX_URL, jdbc:postgresql://tax/tax, true",
        "YICI_SITE_PUBLICULR, https://data.example.gov, false",
        "YICI_SITE_STREAMS, many, false",
        "YICI_BUILT, 1, true",
        "PATH, /bin, true"
    })
    void theEnvironmentToo(String name, String value, boolean right) {
        assertThat(new ConfigurationCheck().environment(Map.of(name, value)).faults())
                .hasSize(right ? 0 : 1)
                .allSatisfy(fault -> assertThat(fault).contains(name));
    }

    @Test
    void argumentsAndFilesOfPasswordsToo() throws IOException {
        Files.writeString(folder.resolve("spring.datasource.pasword"), "not-to-be-repeated");
        assertThat(new ConfigurationCheck()
                        .arguments(Map.of("yici.site.streams", "few", "YICI.Site.publicUrl", "https://a.example.gov"))
                        .secrets(folder)
                        .faults())
                .containsExactly(
                        "--set: yici.site.streams is \"few\", which is not a whole number",
                        folder + ": spring.datasource.pasword is no setting; the nearest is spring.datasource.password"
                                + " (docs/configuration.md lists all)");
    }

    static java.util.List<Setting> settings() {
        return Settings.all();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void eachSettingSaysWhatItIs(Setting setting) {
        assertThat(setting.description()).matches("[A-Z].*\\.");
        assertThat(setting.example()).isNotBlank();
        assertThat(setting.fault(setting.example())).isEmpty();
        assertThat(setting.is(setting.name().replace("*", "tax"))).isTrue();
    }

    @Test
    void theReferenceIsTheOneThatIsPrinted() throws IOException {
        assertThat(Path.of("../docs/configuration.md")).hasContent(SettingsReference.markdown());
    }

    @Test
    void theFileToBeginFromIsTheOneThatIsPrinted() throws IOException {
        assertThat(Path.of("../dist/src/archive/config.yaml")).hasContent(SettingsReference.yaml());
    }

    @Test
    void eachCommentOfItIsASettingOnceItsSignIsGone() throws IOException {
        String text = SettingsReference.yaml();
        assertThat(text.lines()).allMatch(line -> line.isEmpty() || line.startsWith("#"));
        Path file = write(text.lines()
                .filter(line -> line.matches("#[a-z].*"))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n")));
        assertThat(new ConfigurationCheck().file(file).faults()).isEmpty();
        assertThat(Files.readString(file).lines().count())
                .isEqualTo(Settings.all().stream()
                        .filter(setting -> !setting.inFileOfItsOwn())
                        .count());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), text);
    }
}
