package org.yici.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.yici.kernel.signature.HttpRequestMessage;
import org.yici.kernel.signature.RequestSigner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the exchange as a department's system does: signs each request (RFC 9421) with the system's own key. */
public final class SystemClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String platform;
    private final RequestSigner signer;
    private final InstantSource clock;

    /** @param platform the platform's address: {@code http://localhost:8080} */
    public SystemClient(String platform, RequestSigner signer, InstantSource clock) {
        this.platform = platform.replaceAll("/+$", "");
        this.signer = signer;
        this.clock = clock;
    }

    /** What the exchange said. */
    public record Reply(int status, JsonNode body) {
        public boolean answered() {
            return status == 200;
        }
    }

    /**
     * Asks the exchange.
     *
     * @param question {@code query} or {@code check}
     * @throws UsageException if the platform does not answer
     */
    public Reply ask(String question, Map<String, ?> body) {
        URI uri = URI.create(platform + "/api/v1/exchange/" + question);
        byte[] content = JSON.writeValueAsBytes(body);
        HttpRequestMessage message = new HttpRequestMessage(
                "POST",
                uri.getScheme(),
                uri.getRawAuthority(),
                uri.getRawPath(),
                uri.getRawQuery(),
                Map.of("Content-Type", List.of("application/json")),
                content);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content));
        signer.sign(message, clock.instant(), nonce()).forEach(request::header);
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (HttpTimeoutException e) {
            throw new UsageException("The platform at " + platform + " was reached but gave no answer in "
                    + PATIENCE.toSeconds() + " s; it is overloaded or hangs, its log says more");
        } catch (SSLException e) {
            throw new UsageException("The certificate at " + platform + " is not accepted here: " + e.getMessage()
                    + ". Name the address that stands in it with --url; YICI_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE"
                    + " trusts what FILE holds");
        } catch (IOException e) {
            throw new UsageException("The platform does not answer at " + platform + ". Does it run?");
        } catch (JacksonException e) {
            throw new UsageException("What answers at " + platform + " is not the platform");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("Interrupted");
        }
    }

    private static String nonce() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
