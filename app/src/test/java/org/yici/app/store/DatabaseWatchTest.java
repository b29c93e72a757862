package org.yici.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

class DatabaseWatchTest {
    /** Without the watch requests would wait for a database that is away, and nobody would be told. */
    @Test
    void anErrorDoesNotEndTheWatch() throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Clock failing = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                if (asked.incrementAndGet() == 1) {
                    throw new StackOverflowError("of a test");
                }
                return Instant.EPOCH;
            }
        };
        DatabaseWatch watch = new DatabaseWatch(nowhere(), failing, new DatabaseWatch.Settings(Duration.ofMillis(500)));
        watch.start();
        try {
            for (int i = 0; i < 200 && watch.last().isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(asked.get()).isGreaterThan(1);
            assertThat(watch.last()).isPresent();
        } finally {
            watch.stop();
        }
    }

    private static JdbcConnectionDetails nowhere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "nobody";
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return "jdbc:postgresql://127.0.0.1:" + free + "/nowhere";
            }
        };
    }
}
