package org.yici.app.casework.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobRetryTest {
    @Test
    void triesComeLessOftenAndNeverEnd() {
        assertThat(JobRetry.pause(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(JobRetry.pause(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(JobRetry.pause(6)).isEqualTo(Duration.ofMinutes(1));
        assertThat(JobRetry.pause(500_000)).isEqualTo(Duration.ofMinutes(1));
    }
}
