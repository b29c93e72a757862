package org.yici.app.exchange;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.yici.app.identity.DepartmentSystem;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.signature.ContentDigest;
import org.yici.kernel.signature.HttpRequestMessage;
import org.yici.kernel.signature.RequestSigner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A department's system in a test: has a key, signs, sends over real HTTP. */
public final class Caller {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final String keyId;
    private final KeyPair keys;

    public Caller(int port, String keyId) {
        this("http://localhost:" + port + "/api/v1/exchange/", keyId, keys());
    }

    private Caller(String url, String keyId, KeyPair keys) {
        this.url = url;
        this.keyId = keyId;
        this.keys = keys;
    }

    /** The same key under another id. */
    public Caller named(String otherId) {
        return new Caller(url, otherId, keys);
    }

    /** The key pair, as a department would keep it. */
    public KeyPair keyPair() {
        return keys;
    }

    /** What came back. */
    public record Reply(int status, String type, JsonNode body) {
        public String rule() {
            return body.path("rule").asString("");
        }

        public Receipt receipt() {
            return JSON.treeToValue(body.required("receipt"), Receipt.class);
        }

        public JsonNode entry() {
            return JSON.readTree(receipt().entry());
        }

        public JsonNode record(int n) {
            return body.required("answer").required("records").required(n);
        }
    }

    /** A signed request that can still be tampered with before it is sent. */
    public record Signed(URI uri, String body, Map<String, String> fields) {
        public Signed with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(fields);
            changed.put(name, value);
            return new Signed(uri, body, changed);
        }

        public Signed withBody(String other) {
            return new Signed(uri, other, fields);
        }

        public Reply send() {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .header("Accept-Language", "en");
            fields.forEach(request::header);
            try {
                HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return new Reply(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        JSON.readTree(response.body()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    public DepartmentSystem system(String name, String department) {
        return new DepartmentSystem(name, department, keyId, keys.getPublic());
    }

    public Signed signed(String path, Map<String, ?> body) {
        return signed(path, JSON.writeValueAsString(body), Instant.now());
    }

    public Signed signed(String path, String body, Instant created) {
        return signed(path, body, created, ContentDigest.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param digest the field Content-Digest, whatever it says of the body */
    public Signed signed(String path, String body, Instant created, String digest) {
        URI uri = URI.create(url + path);
        HttpRequestMessage message = new HttpRequestMessage(
                "POST",
                uri.getScheme(),
                uri.getAuthority(),
                uri.getRawPath(),
                uri.getRawQuery(),
                Map.of("content-type", List.of("application/json"), "content-digest", List.of(digest)),
                body.getBytes(StandardCharsets.UTF_8));
        String nonce = UUID.randomUUID().toString().replace("-", "");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Content-Type", "application/json");
        fields.putAll(new RequestSigner(keyId, keys.getPrivate()).sign(message, created, nonce));
        return new Signed(uri, body, fields);
    }

    public Reply query(Map<String, ?> body) {
        return signed("query", body).send();
    }

    public Reply check(Map<String, ?> body) {
        return signed("check", body).send();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
