package org.yici.cli.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    Path folder;

    private Path old;

    @BeforeEach
    void anOlderFile() throws IOException {
        old = Files.writeString(folder.resolve("old.csv"), "old\n");
    }

    private static void refused(Path file, String message, Path... others) {
        assertThatThrownBy(() -> OutputFile.at(file, List.of(others)))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsRefusedBeforehand() {
        refused(folder.resolve("no/such/new.csv"), "there is no folder " + folder.resolve("no/such"));
        refused(old.resolve("new.csv"), "there is no folder");
        refused(folder, "is a folder");
        refused(folder.resolve("x".repeat(300)), "cannot be written");
        refused(Path.of("/dev/null"), "is not an ordinary file");
        assertThat(folder).isDirectoryContaining(old::equals);
    }

    @Test
    void aFileThatIsNeededIsRefusedByWhateverName() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), old);
        Path folderLink = Files.createSymbolicLink(folder.resolve("folder"), folder);
        Path yetToBe = folder.resolve("new.csv");
        refused(old, "is named twice", old);
        refused(link, "are the same file", old);
        refused(old, "are the same file", yetToBe, link);
        refused(folderLink.resolve("old.csv"), "are the same file", old);
        refused(folderLink.resolve("new.csv"), "are the same file", yetToBe);
        OutputFile.at(yetToBe, List.of(old, link));
    }

    @Test
    void anOldFileStaysUntilTheNewOneIsWhole() throws IOException {
        OutputFile output = OutputFile.at(old, List.of());
        assertThatThrownBy(() -> output.write(csv -> {
                    csv.writeRecord("half");
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("old.csv cannot be written (No space left on device)");
        assertThat(old).hasContent("old");
        output.write(csv -> csv.writeRecord("new"));
        assertThat(old).hasContent("new");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(old);
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), old);
        OutputFile.at(link, List.of()).write("new\n");
        assertThat(link).isSymbolicLink();
        assertThat(old).hasContent("new");
    }
}
