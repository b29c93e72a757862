package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yici.app.PlatformTest;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.kernel.identifier.CitizenId;

/** What comes over the wire before anybody looks at its meaning. */
@PlatformTest
class BoundaryTest {
    private static final String CITIZEN = "51160219850412118" + CitizenId.check("51160219850412118");
    private static final int TOO_MUCH = 13_000_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String username = "b" + UUID.randomUUID().toString().replace("-", "");

    @Autowired
    private Identities identities;

    @LocalServerPort
    private int port;

    @BeforeEach
    void anApplicant() {
        identities.register(new User(username, "田一", Set.of(Role.APPLICANT), null, CITIZEN), "bamo-cudi-317");
    }

    /** Sends bytes as they are and returns what comes back, up to the end of the connection. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\nHost: rebound.example\nConnection: close\n\n",
                "GET /login HTTP/1.1\nHost: rebound.example:%d\nConnection: close\n\n",
                "GET /webjars/x.js HTTP/1.1\nHost: 10.0.0.1\nConnection: close\n\n",
                "GET /health HTTP/1.1\nHost: [fe80::1]:80\nConnection: close\n\n",
                "GET /api/v1/openapi HTTP/1.1\nHost: localhost.rebound.example\nConnection: close\n\n",
                "POST /api/v1/exchange/query HTTP/1.1\nHost: rebound.example\nContent-Length: 0\nConnection: close\n\n"
            })
    void aHostThatIsNotOursIsRefused(String request) throws IOException {
        String answer = raw(request.formatted(port));

        assertThat(answer).startsWith("HTTP/1.1 421 ").doesNotContain("rebound").doesNotContain("Location:");
    }

    /** Also what is refused before anybody knows which page it is. */
    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "GET, /cases, 302",
        "GET, /nowhere, 404",
        "GET, /error, 404",
        "GET, /a;b, 400",
        "GET, /?q=%00, 400",
        "GET, /css/nowhere.css, 404",
        "GET, /health/live, 200",
        "GET, /api/v1/cases, 401",
        "GET, /api/v1/nowhere, 404"
    })
    void everyAnswerTellsBrowsersAndCachesWhatTheyMay(String method, String path, int status) throws IOException {
        String answer = raw(method + " " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        for (String header : Set.of(
                "Content-Security-Policy: " + SecurityHeadersFilter.CONTENT_POLICY,
                "Referrer-Policy: same-origin",
                "X-Content-Type-Options: nosniff",
                "X-Frame-Options: DENY",
                "Cache-Control: no-cache, no-store")) {
            assertThat(answer).containsOnlyOnce(header);
        }
    }

    /** Whoever asks for no page is told in one form, also before it is known which controller would answer. */
    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/cases, 405",
        "TRACE, /api/v1/openapi, 405",
        "FOO, /api/v1/openapi, 400",
        "POST, /health/live, 405",
        "GET, /nowhere, 404",
        "GET, /api/v1/a;b, 400",
        "POST, /catalogue, 403",
        "POST, /my/data, 403"
    })
    void everyRefusalIsAProblem(String method, String path, int status) throws IOException {
        String account =
                Base64.getEncoder().encodeToString((username + ":bamo-cudi-317").getBytes(StandardCharsets.UTF_8));
        String answer = raw(method + " " + path + " HTTP/1.1\nHost: localhost\nAuthorization: Basic " + account
                + "\nContent-Length: 0\nConnection: close\n\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("Content-Type: application/problem+json")
                .contains("\"status\":" + status);
    }

    @Test
    void whatMayBeKeptStillSaysSo() throws IOException {
        assertThat(raw("GET /css/yici.css HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 200 ")
                .containsOnlyOnce("Cache-Control: ")
                .contains("Cache-Control: max-age");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cases", "/operator", "/cases/1?x=1", "/favicon.ico", "/my/uses", "/services"})
    void aRedirectNamesNoHost(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\nHost: localhost:1\nX-Forwarded-Host: evil.example\n"
                + "X-Forwarded-Proto: https\nForwarded: host=evil.example\nConnection: close\n\n");

        assertThat(answer).doesNotContain("evil").doesNotContain("localhost:1");
        answer.lines()
                .filter(line -> line.startsWith("Location:"))
                .forEach(line -> assertThat(line).startsWith("Location: /").doesNotStartWith("Location: //"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /?q=%00 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /?q=%ff%fe HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /?q=%ed%a0%80 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /?q=%zz HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /?%00=1 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /services/%00 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /services/%ff HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /services/a%2f..%2f..%2fb HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET / HTTP/1.1\nHost: localhost\nCookie: lang=\u0000\nConnection: close\n\n",
                "GET / HTTP/1.1\nHost: localhost\nX-Any: a\u0000b\nConnection: close\n\n",
                "GET /api/v1/cases HTTP/1.1\nHost: localhost\nAuthorization: Basic YQBiOmM=\nConnection: close\n\n",
                "GET /tlog/tile/%00 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "POST /login HTTP/1.1\nHost: localhost\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 14\nConnection: close\n\nusername=a%00b",
                "POST /login HTTP/1.1\nHost: localhost\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 12\nConnection: close\n\nusername=%ff",
                "GET / HTTP/1.1\nHost: local\u0000host\nConnection: close\n\n"
            })
    void whatNoTextMayHoldIsABadRequestAndNoErrorOfOurs(String request) throws IOException {
        try (LogSpy log = new LogSpy()) {
            assertThat(raw(request)).startsWith("HTTP/1.1 400 ");
            assertThat(log.troubles()).isEmpty();
        }
    }

    @Test
    void aLanguageThatIsNoneIsTheUsualOne() throws IOException {
        assertThat(raw("GET / HTTP/1.1\nHost: localhost\nCookie: lang=__; elder=%00\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/cases, application/json, false",
        "/api/v1/cases, application/json, true",
        "/api/v1/cases, text/plain, true",
        "/api/v1/tasks/1/decision, application/json, true",
        "/api/v1/exchange/query, application/json, true",
        "/api/v1/exchange/query, application/x-www-form-urlencoded, true",
        "/login, application/x-www-form-urlencoded, false",
        "/login, application/x-www-form-urlencoded, true",
        "/login, multipart/form-data; boundary=x, false"
    })
    void aBodyThatIsTooLongIsNotTaken(String path, String type, boolean chunked) throws Exception {
        byte[] body = ("{\"item\": \"" + "x".repeat(TOO_MUCH) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", type)
                .header("Authorization", basic())
                .POST(
                        chunked
                                ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (LogSpy log = new LogSpy()) {
            try {
                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isIn(413, 403, 415);
            } catch (IOException e) {
                // The server hangs up on somebody who goes on sending.
                assertThat(e).hasMessageNotContaining("timed out");
            }
            assertThat(log.troubles()).isEmpty();
        }
    }

    @Test
    void aLongBodyIsRefusedByItsLengthAlone() throws IOException {
        assertThat(raw("POST /api/v1/cases HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                        + "Content-Length: 13000000\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("urn:yici:problem:too-large");
    }

    private String basic() {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":bamo-cudi-317").getBytes(StandardCharsets.UTF_8));
    }
}
