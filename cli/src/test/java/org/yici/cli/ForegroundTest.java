package org.yici.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ForegroundTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), false);

    @Test
    void aStartThatIsRefusedDoesNotPromiseToGoOn() {
        Foreground refused = new Foreground(
                new Foreground.Service() {
                    @Override
                    public void start() {
                        throw new UsageException("refused");
                    }

                    @Override
                    public void close() {}
                },
                progress);
        assertThatThrownBy(refused::run).hasMessage("refused");
        refused.stop();
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("stopped" + System.lineSeparator());
    }
}
