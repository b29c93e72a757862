package org.yici.cli.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yici.cli.UsageException;

class DiskTest {
    @TempDir
    private Path folder;

    @Test
    void aDiskThatIsTooSmallIsRefusedWithBothFigures() throws Exception {
        long free = Files.getFileStore(folder).getUsableSpace();
        assertThatCode(() -> Disk.requireRoom(folder, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Disk.requireRoom(folder, free + (1L << 40)))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("The disk of .* has \\d+ MiB free, and up to \\d+ MiB are needed; free some, .*");
    }
}
