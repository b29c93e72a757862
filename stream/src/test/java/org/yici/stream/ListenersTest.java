package org.yici.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the process listens on while the embedded job runs; PostgreSQL's servers are processes of their own. */
@Tag("server")
@EnabledOnOs(OS.LINUX)
class ListenersTest {
    private static final String LISTENING = "0A";

    /** A listening socket: address in the kernel's hexadecimal form, port. */
    private record Listener(String address, int port) {
        boolean loopback() {
            return address.equals("0100007F")
                    || address.equals("0000000000000000FFFF00000100007F")
                    || address.equals("00000000000000000000000001000000");
        }
    }

    @Test
    void flinkListensOnLoopbackAloneAndAsksForACertificate() throws Exception {
        Set<Integer> before = ports(listeners());
        try (Province province = Province.found()) {
            province.start();
            Set<Listener> opened = listeners();
            opened.removeIf(listener -> before.contains(listener.port()));

            assertThat(opened).allMatch(Listener::loopback);
            assertThat(opened)
                    .as("its REST endpoint and its store of files, nothing else")
                    .hasSizeLessThanOrEqualTo(2);
            for (Listener listener : opened) {
                assertThat(plain(listener.port()))
                        .as("plain HTTP at %s", listener)
                        .doesNotContain("HTTP/1.1 2");
                assertThatThrownBy(() -> strange(listener.port()))
                        .as("TLS without our certificate at %s", listener)
                        .isInstanceOf(IOException.class);
            }
            assertThat(province.stopped).isEmpty();
        }
    }

    private static String plain(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write("GET /jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(200), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException | java.net.SocketTimeoutException e) {
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

    private static Set<Integer> ports(Set<Listener> listeners) {
        Set<Integer> ports = new TreeSet<>();
        listeners.forEach(listener -> ports.add(listener.port()));
        return ports;
    }

    private static Set<Listener> listeners() throws IOException {
        Set<String> mine = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        mine.add(target.substring(8, target.length() - 1));
                    }
                } catch (IOException e) {
                    // Closed meanwhile.
                    continue;
                }
            }
        }
        Set<Listener> listeners = new HashSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTENING) && mine.contains(fields[9])) {
                    String[] local = fields[1].split(":");
                    listeners.add(new Listener(local[0], Integer.parseInt(local[1], 16)));
                }
            }
        }
        return listeners;
    }
}
