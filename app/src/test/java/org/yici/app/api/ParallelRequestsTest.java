package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.util.unit.DataSize;
import org.yici.app.store.SiteProperties;
import tools.jackson.databind.json.JsonMapper;

/** Nobody alone takes all that the platform can do at once. */
class ParallelRequestsTest {
    private static final int MOST = 4;
    private static final FilterChain DONE = (request, response) -> {};

    private final ParallelRequestsFilter filter = new ParallelRequestsFilter(
            new SiteProperties(
                    null, null, List.of(), List.of(), DataSize.ofKilobytes(64), DataSize.ofMegabytes(1), MOST, 3, 2),
            new ProblemFactory(messages(), JsonMapper.shared()));

    @Test
    void oneSessionHasSoManyRequestsOpenAndOthersGoOn() throws Exception {
        MockHttpSession greedy = new MockHttpSession();
        assertThatOnlySoManyAreOpen(i -> request -> request.setSession(greedy));
    }

    @Test
    void sessionsOfOneAccountAreCountedTogether() throws Exception {
        assertThatOnlySoManyAreOpen(i -> request -> request.setSession(session("greedy")));
    }

    @Test
    void oneAccountIsOneHoweverItsHeaderIsWritten() throws Exception {
        List<String> spellings = List.of("Basic YTpi", "bAsIc YTpi", "BASIC  YTpi", " basic YTpi ");
        assertThatOnlySoManyAreOpen(
                i -> request -> request.addHeader("Authorization", spellings.get(i % spellings.size())));
    }

    @Test
    void sessionsOfNobodyDivideNoAccount() throws Exception {
        assertThatOnlySoManyAreOpen(i -> request -> {
            request.setSession(new MockHttpSession());
            request.addHeader("Authorization", "Basic YTpi");
        });
    }

    private void assertThatOnlySoManyAreOpen(IntFunction<Consumer<MockHttpServletRequest>> greedy) throws Exception {
        Semaphore begun = new Semaphore(0);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> open = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Consumer<MockHttpServletRequest> who = greedy.apply(i);
            open.add(Thread.startVirtualThread(() -> status(who, "/cases", (request, response) -> {
                begun.release();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            })));
        }
        begun.acquire(MOST);
        assertThat(status(greedy.apply(MOST + 1), "/cases", DONE)).isEqualTo(429);
        assertThat(status(greedy.apply(MOST + 2), "/api/v1/cases", DONE)).isEqualTo(429);
        assertThat(status(request -> request.setSession(new MockHttpSession()), "/cases", DONE))
                .as("somebody else")
                .isEqualTo(200);
        assertThat(status(request -> request.setSession(session("other")), "/cases", DONE))
                .as("another account")
                .isEqualTo(200);
        assertThat(status(request -> request.addHeader("Authorization", "Basic YTpj"), "/cases", DONE))
                .as("another account by header, or another password")
                .isEqualTo(200);
        assertThat(status(request -> {}, "/", DONE)).as("nobody known").isEqualTo(200);
        end.countDown();
        for (Thread thread : open) {
            thread.join();
        }
        assertThat(status(greedy.apply(0), "/cases", DONE)).as("afterwards").isEqualTo(200);
    }

    private static MockHttpSession session(String account) {
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(new TestingAuthenticationToken(account, null)));
        return session;
    }

    private int status(Consumer<MockHttpServletRequest> who, String path, FilterChain chain) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        who.accept(request);
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
