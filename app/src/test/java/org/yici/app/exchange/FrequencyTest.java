package org.yici.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrequencyTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Frequency frequency = new Frequency();

    @Test
    void theWindowSlides() {
        assertThat(admits(0)).isTrue();
        assertThat(admits(30)).isTrue();
        assertThat(admits(59)).isFalse();
        assertThat(admits(60)).isTrue();
        assertThat(admits(89)).isFalse();
        assertThat(admits(90)).isTrue();
        assertThat(admits(91)).isFalse();
    }

    @Test
    void aRefusedCallDoesNotCount() {
        assertThat(admits(0)).isTrue();
        assertThat(admits(0)).isTrue();
        for (int second = 1; second < 60; second++) {
            assertThat(admits(second)).isFalse();
        }
        assertThat(admits(60)).isTrue();
    }

    @Test
    void eachRightCountsForItself() {
        assertThat(frequency.admits("a", 1, START)).isTrue();
        assertThat(frequency.admits("b", 1, START)).isTrue();
        assertThat(frequency.admits("a", 1, START)).isFalse();
    }

    private boolean admits(int second) {
        return frequency.admits("right", 2, START.plusSeconds(second));
    }
}
