package org.yici.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.yici.e2e.Listeners.Listener;

/** The whole demonstration listens on what the inventory in {@code docs/threats.md} names and nothing else, and lets in whom it says. */
@EnabledOnOs(OS.LINUX)
@TestInstance(Lifecycle.PER_CLASS)
class InventoryTest {
    private static final Path INVENTORY = Path.of("../docs/threats.md");

    private DemoProcess demo;
    private Set<Listener> listeners;

    @BeforeAll
    void look() throws IOException {
        assumeTrue(System.getProperty("yici.url") == null, "somebody else's process");
        demo = DemoProcess.shared();
        listeners = Listeners.of(demo);
    }

    @Test
    void everyListenerIsInTheInventoryAndTheOtherWayRound() throws IOException {
        List<String> inventory = inventory();
        Set<String> missed = new TreeSet<>(inventory);
        for (Listener listener : listeners) {
            String kind = kind(listener);
            assertThat(inventory).as("%s is no row of %s", listener, INVENTORY).anyMatch(row -> row.startsWith(kind));
            missed.removeIf(row -> row.startsWith(kind));
        }
        assertThat(missed).as("rows of %s that nobody listens on", INVENTORY).isEmpty();
        assertThat(listeners.stream().collect(Collectors.groupingBy(this::kind, Collectors.counting())))
                .containsEntry("HTTP", 1L)
                .containsEntry("PostgreSQL", 2L)
                .containsEntry("Flink", 2L);
    }

    @Test
    void nothingListensBeyondThisMachine() {
        assertThat(listeners).isNotEmpty().allMatch(Listener::loopback);
    }

    @Test
    void nobodyGetsInWithoutWhatTheInventoryAsksFor() throws Exception {
        for (Listener listener : listeners) {
            switch (kind(listener)) {
                case "HTTP" -> {
                    assertThat(plain(listener.port(), "/operator")).startsWith("HTTP/1.1 302");
                    assertThat(plain(listener.port(), "/api/v1/keys")).startsWith("HTTP/1.1 401");
                    assertThat(plain(listener.port(), "/metrics")).doesNotContain("HTTP/1.1 200");
                }
                case "PostgreSQL" -> {
                    for (String password : List.of("", "postgres")) {
                        assertThatThrownBy(() -> DriverManager.getConnection(
                                        "jdbc:postgresql://127.0.0.1:" + listener.port() + "/postgres",
                                        "postgres",
                                        password))
                                .isInstanceOf(SQLException.class)
                                .hasMessageContaining("password");
                    }
                }
                default -> {
                    assertThat(plain(listener.port(), "/jobs")).doesNotContain("HTTP/1.1 2");
                    assertThatThrownBy(() -> strange(listener.port())).isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void noServerLeavesASocketFileForEverybody() throws IOException {
        for (ProcessHandle process : Listeners.processes(demo)) {
            String unix = Files.readString(Listeners.proc(process).resolve("net/unix"));
            for (Listener listener : listeners) {
                assertThat(unix).doesNotContain(".s.PGSQL." + listener.port());
            }
        }
    }

    private String kind(Listener listener) {
        if (listener.port() == URI.create(demo.url()).getPort()) {
            return "HTTP";
        }
        return listener.program().startsWith("postgres") ? "PostgreSQL" : "Flink";
    }

    /** First cells of the inventory's rows that are bound to an address. */
    private static List<String> inventory() throws IOException {
        return Files.readString(INVENTORY)
                .split("## Listeners", 2)[1]
                .split("\n## ", 2)[0]
                .lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("\\|"))
                .filter(cells -> !cells[2].strip().equals("none"))
                .map(cells -> cells[1].strip())
                .toList();
    }

    private static String plain(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(200), StandardCharsets.ISO_8859_1);
        } catch (SocketException | SocketTimeoutException e) {
            return "";
        }
    }

    /** Trusts whoever answers, shows no certificate, and wants to read something. */
    private static int strange(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            socket.getOutputStream()
                    .write("GET /jobs HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            int first = socket.getInputStream().read();
            if (first < 0) {
                throw new IOException("closed");
            }
            return first;
        }
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Whoever it is.
            assertThat(chain).isNotEmpty();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
