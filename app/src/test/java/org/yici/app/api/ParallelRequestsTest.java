package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.util.unit.DataSize;
import org.yici.app.store.SiteProperties;
import tools.jackson.databind.json.JsonMapper;

/** One session does not take all that the platform can do at once. */
class ParallelRequestsTest {
    private static final int MOST = 4;

    private final ParallelRequestsFilter filter = new ParallelRequestsFilter(
            new SiteProperties(
                    null, null, List.of(), List.of(), DataSize.ofKilobytes(64), DataSize.ofMegabytes(1), MOST, 3, 2),
            new ProblemFactory(messages(), JsonMapper.shared()));

    @Test
    void oneSessionHasSoManyRequestsOpenAndOthersGoOn() throws Exception {
        MockHttpSession greedy = new MockHttpSession();
        Semaphore begun = new Semaphore(0);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> open = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            open.add(Thread.startVirtualThread(() -> status(greedy, "/cases", (request, response) -> {
                begun.release();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            })));
        }
        begun.acquire(MOST);
        assertThat(status(greedy, "/cases", (request, response) -> {})).isEqualTo(429);
        assertThat(status(greedy, "/api/v1/cases", (request, response) -> {})).isEqualTo(429);
        assertThat(status(new MockHttpSession(), "/cases", (request, response) -> {}))
                .as("somebody else")
                .isEqualTo(200);
        assertThat(status(null, "/", (request, response) -> {}))
                .as("nobody known")
                .isEqualTo(200);
        end.countDown();
        for (Thread thread : open) {
            thread.join();
        }
        assertThat(status(greedy, "/cases", (request, response) -> {}))
                .as("afterwards")
                .isEqualTo(200);
    }

    private int status(MockHttpSession session, String path, FilterChain chain) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        if (session != null) {
            request.setSession(session);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            filter.doFilter(request, response, chain);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return response.getStatus();
    }

    private static StaticMessageSource messages() {
        StaticMessageSource messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        messages.addMessage("unused", Locale.ROOT, "unused");
        return messages;
    }
}
