package org.yici.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.util.unit.DataSize;
import org.yici.app.store.SiteProperties;

/** What a real server believes of a request that says it was forwarded. */
class ProxyTrustTest {
    @Test
    void nobodyIsBelievedUnlessTheSettingsNameHim() throws Exception {
        assertThat(asked(site(null, List.of())).body()).isEqualTo("127.0.0.1 http false");
        assertThat(asked(site(null, List.of("10.0.0.0/8", "192.168.1.7"))).body())
                .isEqualTo("127.0.0.1 http false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.0/8"})
    void aConfiguredProxySaysWhoCallsAndHow(String proxy) throws Exception {
        HttpResponse<String> answer = asked(site(null, List.of("10.9.9.9", proxy)));
        // Not the first, which the caller has invented: the last that is no proxy.
        assertThat(answer.body()).isEqualTo("203.0.113.9 https true");
        assertThat(cookie(answer)).contains("Secure");
    }

    @Test
    void cookiesAreForHttpsAloneWhereThePlatformIsReachedSo() throws Exception {
        assertThat(cookie(asked(site(URI.create("https://data.example.gov"), List.of()))))
                .contains("Secure");
        assertThat(cookie(asked(site(URI.create("http://data.example.gov"), List.of()))))
                .doesNotContain("Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.gov", "10.0.0.300", "10.0.0.0/33", "10.0.0.*"})
    void whatIsNoAddressStopsTheStart(String proxy) {
        assertThatThrownBy(() -> asked(site(null, List.of(proxy))))
                .hasMessageContaining("yici.site.proxies: " + proxy + " is no address");
    }

    private static SiteProperties site(@Nullable URI publicUrl, List<String> proxies) {
        return new SiteProperties(
                null, publicUrl, List.of(), proxies, DataSize.ofKilobytes(64), DataSize.ofMegabytes(1), 16, 10, 10);
    }

    private static HttpResponse<String> asked(SiteProperties site) throws IOException, InterruptedException {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new ProxyTrust(site).customize(factory);
        WebServer server = factory.getWebServer(
                context -> context.addServlet("echo", new Echo()).addMapping("/"));
        server.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"))
                            .header("X-Forwarded-For", "198.51.100.1, 203.0.113.9, 10.9.9.9")
                            .header("X-Forwarded-Proto", "https")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } finally {
            server.stop();
        }
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static final class Echo extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getSession();
            response.getWriter().print(request.getRemoteAddr() + " " + request.getScheme() + " " + request.isSecure());
        }
    }
}
