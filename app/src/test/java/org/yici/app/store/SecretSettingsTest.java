package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Passwords among the settings: who may read their files, and that no text shows them. */
class SecretSettingsTest {
    private static final String NAME = "yici.write-back.tax.password";
    private static final String VALUE = "a-secret-of-the-test";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void aPasswordInAFileThatOthersReadStopsTheStart(String mode) throws IOException {
        StandardEnvironment environment = settings("rwxr-xr-x", mode);
        assertThatThrownBy(() -> SecretSettings.requireHidden(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(NAME)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining(VALUE);
    }

    @Test
    void aPasswordInAFileOrFolderOfItsOwnersAloneIsTaken() throws IOException {
        StandardEnvironment file = settings("rwxr-xr-x", "rw-------");
        assertThatCode(() -> SecretSettings.requireHidden(file)).doesNotThrowAnyException();
        assertThat(file.getProperty(NAME)).isEqualTo(VALUE);
        StandardEnvironment inFolder = settings("rwx------", "rw-r--r--");
        assertThatCode(() -> SecretSettings.requireHidden(inFolder)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--" + NAME + "=" + VALUE,
                "-Dspring.datasource.password=" + VALUE,
                "--yici.write-back.tax.pass-word=" + VALUE,
                "--YICI_WRITEBACK_TAX_PASSWORD=" + VALUE,
                "--spring.datasource.url=jdbc:postgresql://db/yici?user=yici&password=" + VALUE,
                "jdbc:postgresql://yici:" + VALUE + "@db/yici",
                "--spring.application.json={\"yici\":{\"write-back\":{\"tax\":{\"password\": \"" + VALUE + "\"}}}}"
            })
    void aPasswordAmongTheArgumentsStopsTheStart(String argument) {
        assertThatThrownBy(() -> SecretSettings.requireNoneIn(List.of("-Xmx3g", argument)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("configtree")
                .hasMessageNotContaining(VALUE);
        assertThatCode(() -> SecretSettings.requireNoneIn(List.of(
                        "--server.port=0",
                        "demo",
                        "--spring.config.import=configtree:/etc/yici/secrets/",
                        "--spring.datasource.url=jdbc:postgresql://db:5432/yici?user=yici")))
                .doesNotThrowAnyException();
    }

    @Test
    void aPasswordIsFoundAmongArgumentsOfAnyLength() throws IOException {
        Path commandLine = folder.resolve("cmdline");
        Files.writeString(commandLine, "java\0-Dlong=" + "x".repeat(5_000) + "\0--" + NAME + "=" + VALUE + "\0");
        assertThatThrownBy(() -> SecretSettings.requireNoneIn(SecretSettings.arguments(commandLine)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(NAME)
                .hasMessageNotContaining(VALUE);
    }

    @Test
    void argumentsThatCannotBeReadStopTheStart() {
        assertThatThrownBy(() -> SecretSettings.arguments(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be told");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yici.write-back.tax.pass-word", "spring.datasource.url"})
    void neitherAnotherSpellingNorAUrlHidesAPasswordInAFileThatOthersRead(String name) throws IOException {
        StandardEnvironment environment = settings("rwxr-xr-x", "rw-------");
        Path open = folder.resolve(name);
        Files.writeString(open, "jdbc:postgresql://db/yici?password=" + VALUE);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        environment.getPropertySources().addFirst(new ConfigTreePropertySource("open", folder));
        assertThatThrownBy(() -> SecretSettings.requireHidden(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining(VALUE);
    }

    @ParameterizedTest
    @MethodSource("recordsWithAPassword")
    void noRecordShowsItsPassword(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Object record = constructor.newInstance(Arrays.stream(components)
                .map(component -> component.getType() != String.class ? null : isPassword(component) ? VALUE : "x")
                .toArray());
        assertThat(String.valueOf(record)).doesNotContain(VALUE);
    }

    static Stream<Class<?>> recordsWithAPassword() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.yici.app").stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type ->
                                Arrays.stream(type.getRecordComponents()).anyMatch(SecretSettingsTest::isPassword));
    }

    private static boolean isPassword(RecordComponent component) {
        return component.getName().toLowerCase(Locale.ROOT).contains("password");
    }

    private StandardEnvironment settings(String folderMode, String fileMode) throws IOException {
        Path file = folder.resolve(NAME);
        Files.writeString(file, VALUE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(fileMode));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(folderMode));
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new ConfigTreePropertySource("secrets", folder));
        return environment;
    }
}
