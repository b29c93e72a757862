package org.yici.cli.pack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yici.cli.UsageException;
import org.yici.cli.pack.PackFolder.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform's API of definitions as one account sees it (HTTP Basic). */
final class DefinitionsClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ATTEMPTS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAGE = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String api;
    private final String authorization;
    private final String account;

    DefinitionsClient(String platform, String account, String password) {
        this.api = platform.replaceAll("/+$", "") + "/api/v1/definitions";
        this.account = account;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What the platform refused, in its own words. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /** The texts in force of one kind by their addresses. */
    SortedMap<String, String> inForce(Kind kind) {
        SortedMap<String, String> texts = new TreeMap<>();
        try {
            int page = 0;
            JsonNode list;
            do {
                list = call("GET", "?kind=" + kind.id() + "&size=" + PAGE + "&page=" + page++, null);
                for (JsonNode one : list.required("content")) {
                    if (one.required("edition").intValue() > 0
                            && !one.required("state").stringValue().equals("withdrawn")) {
                        String address = one.required("name").stringValue().replace('/', '.');
                        JsonNode found = get(kind, address);
                        // In the list a draft stands before what it is a draft of, which may be withdrawn.
                        if (found.path("withdrawn_at").isNull()) {
                            texts.put(
                                    address,
                                    found.required("editions")
                                            .get(0)
                                            .required("text")
                                            .stringValue());
                        }
                    }
                }
            } while ((long) page * PAGE < list.required("total").longValue());
            return texts;
        } catch (RefusedException e) {
            throw new UsageException(
                    e.status == 403
                            ? "The account " + account + " may not read definitions: " + e.getMessage()
                            : "Definitions cannot be read: " + e.getMessage());
        }
    }

    /**
     * A draft of an author.
     *
     * @param address of what it defines, as in addresses
     * @param name the same as people write it
     */
    record Draft(Kind kind, String address, String name, long version) {
        private static Draft of(Kind kind, JsonNode definition) {
            String name = definition.required("name").stringValue();
            return new Draft(
                    kind,
                    name.replace('/', '.'),
                    name,
                    definition.required("draft").required("version").longValue());
        }
    }

    /** Drafts a text, which may rest on others that are drafted after it. */
    Draft draft(Kind kind, String address, String text) throws RefusedException {
        Optional<JsonNode> there = find(kind, address);
        if (there.filter(found -> !found.path("draft").isNull()).isPresent()) {
            throw new RefusedException(409, "there is a draft already; publish or discard it first");
        }
        Draft draft = Draft.of(
                kind,
                there.isEmpty()
                        ? call("POST", path(kind), Map.of("text", text))
                        : call("PUT", path(kind) + "/" + address + "/draft", Map.of("text", text, "version", 0)));
        if (!draft.address().equals(address)) {
            discard(draft);
            throw new RefusedException(409, "it defines " + draft.name() + ", not what its file is called by");
        }
        return draft;
    }

    /** Hands a draft to review; one that cannot be is discarded. */
    Draft submit(Draft draft) throws RefusedException {
        try {
            return Draft.of(
                    draft.kind(), call("POST", path(draft) + "/submission", Map.of("version", draft.version())));
        } catch (RefusedException e) {
            discard(draft);
            throw e;
        }
    }

    private void discard(Draft draft) throws RefusedException {
        call("DELETE", path(draft) + "/draft?version=" + draft.version(), null);
    }

    private static String path(Draft draft) {
        return path(draft.kind()) + "/" + draft.address();
    }

    /** Proposes to withdraw it. */
    Draft proposeWithdrawal(Kind kind, String address) throws RefusedException {
        return Draft.of(
                kind,
                call(
                        "POST",
                        path(kind) + "/" + address + "/withdrawal",
                        Map.of("comment", "The imported pack does not hold it any more")));
    }

    /** Publishes what an author has submitted, all or none; what is refused the author, who may in any case, takes back and discards. */
    void publish(List<Draft> drafts, DefinitionsClient author) throws RefusedException {
        try {
            call(
                    "POST",
                    "/publications",
                    Map.of(
                            "drafts",
                            drafts.stream()
                                    .map(draft -> Map.of(
                                            "kind",
                                            draft.kind().id(),
                                            "name",
                                            draft.name(),
                                            "version",
                                            draft.version()))
                                    .toList()));
        } catch (RefusedException e) {
            for (Draft draft : drafts) {
                author.takeBack(draft);
            }
            throw e;
        }
    }

    private void takeBack(Draft draft) throws RefusedException {
        discard(Draft.of(
                draft.kind(),
                call(
                        "POST",
                        path(draft) + "/return",
                        Map.of("version", draft.version(), "comment", "Refused: the import ends here"))));
    }

    private Optional<JsonNode> find(Kind kind, String address) throws RefusedException {
        try {
            return Optional.of(get(kind, address));
        } catch (RefusedException e) {
            if (e.status == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private JsonNode get(Kind kind, String address) throws RefusedException {
        return call("GET", path(kind) + "/" + address, null);
    }

    private static String path(Kind kind) {
        return "/" + kind.id();
    }

    private JsonNode call(String method, String path, @Nullable Map<String, ?> body) throws RefusedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Accept-Language", "en");
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> answer = send(request.build());
            if (answer.statusCode() == 401) {
                throw new UsageException("The platform does not know the account " + account + " or its password");
            }
            if (answer.statusCode() >= 500) {
                throw new UsageException("The platform answers " + answer.statusCode() + "; its log says why");
            }
            JsonNode said = answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new RefusedException(answer.statusCode(), reason(said));
            }
            return said;
        } catch (IOException e) {
            throw new UsageException("The platform does not answer at " + api + ". Does it run?");
        } catch (JacksonException e) {
            throw new UsageException("What answers at " + api + " is not the platform");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("Interrupted");
        }
    }

    /** Where the account has too many requests under way, for instance of somebody who works with it on pages, it waits its turn. */
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 429 || attempt == ATTEMPTS) {
                return answer;
            }
            Thread.sleep(Duration.ofSeconds(
                    Math.clamp(answer.headers().firstValueAsLong("Retry-After").orElse(1), 1, 10)));
        }
    }

    private static String reason(JsonNode problem) {
        // The detail says in one line what the fields say one by one.
        String title = problem.path("title").asString("?");
        StringBuilder reason = new StringBuilder(
                problem.path("fields").isEmpty() ? problem.path("detail").asString(title) : title);
        problem.path("fields").properties().forEach(fault -> {
            String at = fault.getKey().startsWith("line-") ? fault.getKey().replace('-', ' ') + ": " : "";
            reason.append("\n    ").append(at).append(fault.getValue().asString(""));
        });
        return reason.toString();
    }
}
