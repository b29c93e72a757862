package org.yici.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationTest {
    @TempDir
    Path folder;

    @Test
    void aStartThatIsRefusedDoesNotPromiseToGoOn() throws Exception {
        for (String server : new String[] {"platform", "departments"}) {
            // A server that has lost its password.
            Files.createDirectories(folder.resolve(server).resolve("data"));
            Files.writeString(folder.resolve(server).resolve("data/PG_VERSION"), "18");
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), false);
        try (Demonstration demonstration = new Demonstration(DemoFolder.open(folder), 0, 500, progress)) {
            assertThatThrownBy(demonstration::start).hasMessageContaining("lost its password file");
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("stopped" + System.lineSeparator());
    }
}
