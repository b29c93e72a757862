package org.yici.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is installed knows nothing of the demonstration. */
class BordersTest {
    private static final List<String> INSTALLED = List.of("kernel", "stream", "postgres", "app", "cli");

    @Test
    void noClassOfWhatIsInstalledKnowsTheDemonstration() {
        JavaClasses installed = new ClassFileImporter()
                .importPaths(INSTALLED.stream()
                        .map(module -> Path.of("..", module, "target", "classes"))
                        .toList());
        assertThat(installed).hasSizeGreaterThan(500);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yici.demo..")
                .check(installed);
    }

    /** Settings, templates, messages: what a class does not show. */
    @Test
    void noTextOfWhatIsInstalledSpeaksOfTheDemonstration() throws IOException {
        for (String module : INSTALLED) {
            Path resources = Path.of("..", module, "src", "main", "resources");
            if (!Files.exists(resources)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(resources)) {
                for (Path file : files.filter(
                                path -> path.toString().matches(".*\\.(html|properties|ya?ml|css|js|sql)"))
                        .toList()) {
                    assertThat(Files.readString(file, StandardCharsets.UTF_8))
                            .as("%s", file)
                            .doesNotContainPattern("(?i)\\bdemo(nstration)?\\b")
                            .doesNotContain("演示");
                }
            }
        }
    }
}
