package org.yici.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where the platform listens: whether the port is free or its own, and whether strangers can listen along. */
final class ListenerCheck {
    private static final Duration WAIT = Duration.ofSeconds(3);

    private ListenerCheck() {}

    static List<Finding> of(String address, int port, boolean tls) throws IOException {
        List<Finding> findings = new ArrayList<>();
        InetAddress bound = InetAddress.getByName(address);
        findings.add(port(bound, port));
        if (!bound.isLoopbackAddress() && !tls) {
            findings.add(Finding.fault(
                    "listener: " + address + " is reached from elsewhere, without TLS",
                    "Set server.ssl.bundle with the PEM files of a certificate (docs/configuration.md), or listen at"
                            + " 127.0.0.1 behind a proxy that has one"));
        }
        return findings;
    }

    private static Finding port(InetAddress address, int port) {
        String what = "listener: " + address.getHostAddress() + ":" + port;
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return Finding.good(what + " is free");
        } catch (IOException e) {
            return isPlatform(port)
                    ? Finding.good(what + " is a running platform's")
                    : Finding.fault(what + " is taken", "End what listens there, or choose another with server.port");
        }
    }

    private static boolean isPlatform(int port) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(WAIT).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/health/live"))
                    .timeout(WAIT)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    && answer.headers().firstValue("X-Request-Id").isPresent();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
