package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.util.unit.DataSize;
import org.yici.app.store.SiteProperties;

class EventStreamsTest {
    private final EventStreams streams = new EventStreams(new SiteProperties(
            null, null, List.of(), List.of(), DataSize.ofKilobytes(64), DataSize.ofMegabytes(1), 16, 3, 2));

    @Test
    void anAccountHasOnlySoManyStreams() {
        open("a", null);
        open("a", null);

        assertThatThrownBy(() -> open("a", null))
                .isInstanceOfSatisfying(
                        TooManyStreamsException.class,
                        e -> assertThat(e.code()).isEqualTo(ProblemCode.TOO_MANY_STREAMS));
        assertThat(open("b", null)).isNotNull();
    }

    @Test
    void inAllThereAreOnlySoMany() {
        for (String user : List.of("a", "b", "c")) {
            open(user, null);
        }

        assertThatThrownBy(() -> open("d", null))
                .isInstanceOfSatisfying(
                        TooManyStreamsException.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.STREAMS_FULL));
    }

    @Test
    void aClosedStreamGivesItsPlaceBackOnce() {
        List<EventStreams.Stream> open = new ArrayList<>(List.of(open("a", null), open("a", null)));
        open.forEach(EventStreams.Stream::close);
        open.forEach(EventStreams.Stream::close);

        assertThat(streams.size()).isZero();
        open("a", null);
        open("a", null);
        assertThat(streams.size()).isEqualTo(2);
    }

    @Test
    void signingOutEndsTheStreamsOfThatSessionAlone() throws Exception {
        MockHttpSession session = new MockHttpSession();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        start(open("a", session.getId()), ended);
        start(open("b", "another session"), other);

        streams.signedOut(new HttpSessionDestroyedEvent(session));

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(other.getCount()).isEqualTo(1);
        streams.close();
        assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLineWhoseReaderHasGoneGivesItsPlaceToTheNext() {
        AtomicReference<EventStreams.Stream> gone = new AtomicReference<>();
        AtomicInteger writes = new AtomicInteger();
        gone.set(streams.open("a", null, () -> {
            if (writes.incrementAndGet() == 2) {
                gone.get().close();
            }
        }));
        open("a", null);

        open("a", null);
        assertThat(streams.size()).isEqualTo(2);
        assertThat(writes).hasValue(2);
    }

    private EventStreams.Stream open(String user, @Nullable String session) {
        return streams.open(user, session, () -> {});
    }

    private static void start(EventStreams.Stream stream, CountDownLatch ended) {
        stream.start(Thread.ofVirtual().unstarted(() -> {
            try (stream) {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.countDown();
            }
        }));
    }
}
