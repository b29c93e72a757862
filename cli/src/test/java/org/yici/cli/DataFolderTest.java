package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataFolderTest {
    @Test
    void theUsualFolderNeedsNoOption() {
        assertThat(new DataFolder(Path.of(DataFolder.USUAL).toAbsolutePath()).option())
                .isEmpty();
    }

    @Test
    void anyOtherFolderIsNamedAsAShellTakesIt() {
        assertThat(new DataFolder(Path.of("/srv/yici")).option()).isEqualTo("--data /srv/yici");
        assertThat(new DataFolder(Path.of("/srv/it's mine")).option()).isEqualTo("--data '/srv/it'\\''s mine'");
    }
}
