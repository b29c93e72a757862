package org.yici.app.casework.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yici.app.PlatformTest;
import org.yici.app.casework.file.WaitStore;

@PlatformTest
class AwaitedDataWatchTest {
    /** Nobody would start it again, and no case that waits would ever go on. */
    @Test
    void anErrorDoesNotEndTheWatch(
            @Autowired DataSource database,
            @Autowired WaitStore waits,
            @Autowired AwaitedData arrivals,
            @Autowired Clock clock)
            throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch later = new CountDownLatch(1);
        WakeUps wakeUps = new WakeUps() {
            @Override
            Set<String> await(Duration longest) throws InterruptedException {
                if (rounds.incrementAndGet() == 1) {
                    throw new StackOverflowError("of a test");
                }
                later.countDown();
                return super.await(longest);
            }
        };
        AwaitedDataWatch watch = new AwaitedDataWatch(database, wakeUps, waits, arrivals, clock);
        watch.start();
        try {
            assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            watch.stop();
        }
    }

    @Test
    void whatIsNotTakenDoesNotPileUpWithoutBound() throws InterruptedException {
        WakeUps wakeUps = new WakeUps();
        for (int i = 0; i < 200_000; i++) {
            wakeUps.changed("GA5100/" + i);
        }
        assertThat(wakeUps.await(Duration.ofSeconds(1)))
                .hasSizeLessThan(200_000)
                .contains("GA5100/0");
    }
}
