package org.yici.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.LaterHead;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.MerkleProof;
import org.yici.kernel.ledger.SignedCheckpoint;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a running platform says of its ledger, believed only as far as it proves it. */
final class PlatformLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SERVER_FAULT = 500;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final String platform;

    PlatformLog(String platform) {
        this.platform = platform.replaceAll("/+$", "");
    }

    /** The platform that is to be asked: the named one, else the one that runs on the data folder, if any. */
    static Optional<PlatformLog> of(boolean offline, @Nullable String url, Path data) {
        if (offline) {
            return Optional.empty();
        }
        if (url != null) {
            return Optional.of(new PlatformLog(url));
        }
        return Files.exists(data.resolve("platform.url"))
                ? Optional.of(new PlatformLog(PlatformUrl.load(data)))
                : Optional.empty();
    }

    /** The platform does not answer, or cannot just now. */
    static final class UnreachableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreachableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Its newest head.
     *
     * @throws UnreachableException if it does not answer
     * @throws UsageException if what answers is not the log of this key
     */
    LaterHead head(String vkey) throws UnreachableException {
        String note = get("/tlog/checkpoint");
        try {
            return LaterHead.of("The running platform " + platform, note.getBytes(StandardCharsets.UTF_8), vkey);
        } catch (IllegalArgumentException e) {
            throw new UsageException("What answers at " + platform + " has another ledger: " + e.getMessage());
        }
    }

    /**
     * Whether it proves that one head's log is the beginning of another's.
     *
     * @throws UnreachableException if it does not answer
     */
    boolean provesConsistency(SignedCheckpoint one, SignedCheckpoint other) throws UnreachableException {
        SignedCheckpoint first = one.size() <= other.size() ? one : other;
        SignedCheckpoint second = first == one ? other : one;
        if (first.size() == second.size()) {
            return first.root().equals(second.root());
        }
        if (first.size() == 0) {
            return true;
        }
        String answer = get("/api/v1/ledger/consistency?from=" + first.size() + "&to=" + second.size());
        try {
            JsonNode path = JSON.readTree(answer).path("path");
            List<Hash> hashes = path.valueStream()
                    .map(hash -> Hash.ofBase64(hash.asString("")))
                    .toList();
            return path.isArray()
                    && MerkleProof.provesConsistency(first.size(), first.root(), second.size(), second.root(), hashes);
        } catch (JacksonException | IllegalArgumentException e) {
            return false;
        }
    }

    /** What its problem says (RFC 9457). */
    private static String title(String body) {
        try {
            return JSON.readTree(body).path("title").asString("no reason given");
        } catch (JacksonException e) {
            return "no reason given";
        }
    }

    private String get(String path) throws UnreachableException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(platform + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= SERVER_FAULT) {
                throw new UnreachableException(
                        "The platform at " + platform + " cannot answer now (" + response.statusCode() + ": "
                                + title(response.body()) + ")",
                        null);
            }
            return response.body();
        } catch (IllegalArgumentException e) {
            throw new UsageException("'" + platform + "' is not the address of a platform: " + e.getMessage());
        } catch (IOException e) {
            throw new UnreachableException("The platform does not answer at " + platform, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("Interrupted", e);
        }
    }
}
