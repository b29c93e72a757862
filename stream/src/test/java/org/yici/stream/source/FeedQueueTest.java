package org.yici.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.yici.stream.change.RowChange;
import org.yici.stream.change.Shape;
import org.yici.stream.platform.PlanBook;

class FeedQueueTest {
    private static final Shape SHAPE =
            new Shape("s", "public", "t", List.of(new PlanBook.Cleaned("GA5100/000001", 3)), List.of("v"));

    @Test
    void largeRowsAreBoundedByTheirBytesAndSmallOnesByTheirNumber() throws Exception {
        assertThat(most(row(5_000_000))).isLessThan(5);
        assertThat(most(row(1))).isBetween(1_000, 5_000);
        assertThat(most(row(100_000_000)))
                .as("what is larger than all room there is gets in alone")
                .isEqualTo(1);
    }

    @Test
    void whatWaitedForRoomGoesOnInItsOrder() throws Exception {
        FeedQueue queue = new FeedQueue(() -> {});
        Thread writer = writer(queue, row(5_000_000), 20);
        int taken = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (taken < 20 && System.nanoTime() < deadline) {
            assertThat(queue.bytes()).isLessThan(17L << 20);
            if (queue.poll() == null) {
                Thread.onSpinWait();
            } else {
                taken++;
            }
        }
        writer.join(TimeUnit.SECONDS.toMillis(5));
        assertThat(taken).isEqualTo(20);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
    }

    /** How many get in while nobody takes any. */
    private static int most(Fed fed) throws InterruptedException {
        FeedQueue queue = new FeedQueue(() -> {});
        Thread writer = writer(queue, fed, 10_000);
        while (writer.getState() != Thread.State.WAITING && writer.isAlive()) {
            Thread.onSpinWait();
        }
        writer.interrupt();
        writer.join();
        int count = 0;
        while (queue.poll() != null) {
            count++;
        }
        return count;
    }

    private static Thread writer(FeedQueue queue, Fed fed, int times) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                for (int i = 0; i < times; i++) {
                    queue.put(fed);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Fed row(int length) {
        return new Fed.Row(
                new RowChange(RowChange.Kind.UPSERT, SHAPE, "1", new String[] {"x".repeat(length)}, 1, 1, 1, false));
    }
}
