package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.support.ServletRequestHandledEvent;
import org.yici.app.PlatformTest;
import org.yici.app.casework.Cases;
import org.yici.app.casework.CaseworkPack;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;

/** Whoever closes a page or a stream of events leaves one debug line at most, however it is closed. */
@PlatformTest
class ClosedPagesTest {
    private static final int TIMES = 10;
    private static final String PASSWORD = "closed-pages-Secret-1";
    private static final User READER =
            new User("closing-reader", "读者", Set.of(Role.APPLICANT), null, "511602197001010023");

    @Autowired
    private ConfigurableApplicationContext platform;

    @Autowired
    private EventStreams streams;

    @Autowired
    private Cases cases;

    @LocalServerPort
    private int port;

    private final Logger logger = (Logger) LoggerFactory.getLogger("org.yici.app");
    private final AtomicInteger handled = new AtomicInteger();
    private final ApplicationListener<ServletRequestHandledEvent> listener = event -> handled.incrementAndGet();
    private LogSpy log;

    @BeforeEach
    void listen() throws Exception {
        CaseworkPack.publish(platform);
        platform.getBean(Identities.class).register(READER, PASSWORD);
        platform.addApplicationListener(listener);
        logger.setLevel(Level.DEBUG);
        log = new LogSpy(Level.DEBUG);
    }

    @AfterEach
    void stopListening() {
        log.close();
        logger.setLevel(null);
        platform.removeApplicationListener(listener);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/catalogue", "/api/v1/openapi", "/services/house-sale"})
    void aPageThatIsClosedBeforeItIsThere(String path) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            try (Socket socket = ask(path)) {
                reset(socket);
            }
        }
        until("all are answered", () -> handled.get() >= TIMES);
        assertQuiet(TIMES);
    }

    @Test
    void aStreamThatIsClosedWhileItIsWatched() throws Exception {
        String number = cases.open(READER, "house-sale", "").number();
        int before = streams.size();
        // More than an account may have open at once.
        for (int i = 0; i < 3 * TIMES; i++) {
            try (Socket socket = ask("/api/v1/cases/" + number + "/events")) {
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                String line = lines.readLine();
                assertThat(line).contains(" 200");
                while (line != null && !line.contains("watching")) {
                    line = lines.readLine();
                }
                reset(socket);
            }
        }
        // The next event finds nobody.
        cases.save(READER, number, Map.of("price", "1"));
        cases.withdraw(READER, number);
        until("no stream is open", () -> streams.size() == before);
        assertQuiet(3 * TIMES);
    }

    private void assertQuiet(int most) {
        List<String> closing = log.lines().stream()
                .filter(line -> line.startsWith("!") || !line.startsWith("DEBUG") || line.contains("gone"))
                .toList();
        assertThat(closing).hasSizeLessThanOrEqualTo(most).allMatch(line -> line.startsWith("DEBUG"));
    }

    private Socket ask(String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        String basic = Base64.getEncoder()
                .encodeToString((READER.username() + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (path.startsWith("/api/v1/cases") ? "Authorization: Basic " + basic + "\r\n" : "") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Closing without lingering sends a reset: what the platform writes from now on fails. */
    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
    }

    private static void until(String what, BooleanSupplier reached) {
        Instant end = Instant.now().plusSeconds(20);
        while (!reached.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
