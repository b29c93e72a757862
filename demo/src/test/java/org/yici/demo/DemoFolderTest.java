package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoFolderTest {
    @Test
    void theUsualFolderNeedsNoOption() {
        assertThat(new DemoFolder(Path.of(DemoFolder.USUAL).toAbsolutePath()).option())
                .isEmpty();
    }

    @Test
    void anyOtherFolderIsNamedAsAShellTakesIt() {
        assertThat(new DemoFolder(Path.of("/srv/yici")).option()).isEqualTo("--data /srv/yici");
        assertThat(new DemoFolder(Path.of("/srv/it's mine")).option()).isEqualTo("--data '/srv/it'\\''s mine'");
    }
}
