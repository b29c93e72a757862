package org.yici.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases' API as a program outside uses it: JSON over HTTP with an account's name and password. */
final class CaseApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\"[^>]*>");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI site;
    private final String url;
    private final String password;

    CaseApi(DemoProcess demo) {
        this.site = URI.create(demo.url());
        this.url = demo.url() + "/api/v1";
        try {
            this.password =
                    Files.readString(demo.data().resolve("accounts.password")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A house sale as the seller hands it in. */
    String handInHouseSale(String buyerId, String buyerName, String spouseId, String spouseName) {
        String number = post(Accounts.SELLER, "/cases", Map.of("item", "house-sale"))
                .path("number")
                .asString();
        JsonNode prefilled = post(Accounts.SELLER, "/cases/" + number + "/consent", Map.of());
        Map<String, Object> fields = new HashMap<>(
                Map.of("buyer_id", buyerId, "buyer_name", buyerName, "price", "880000", "phone", "13900000000"));
        fields.put("spouse_id", spouseId);
        fields.put("spouse_name", spouseName);
        for (JsonNode field : prefilled.path("form")) {
            field.path("options").propertyNames().stream()
                    .findFirst()
                    .ifPresent(option -> fields.put(field.path("name").asString(), option));
        }
        post(Accounts.SELLER, "/cases/" + number + "/submission", fields);
        return number;
    }

    void confirm(String number, String partnerId, String partnerName) {
        post(Accounts.BUYER, "/cases/" + number + "/consent", Map.of());
        Map<String, String> household =
                Map.of("buyer-spouse_id", partnerId, "buyer-spouse_name", partnerName, "children_homes", "0");
        post(Accounts.BUYER, "/cases/" + number + "/confirmation", Map.of("fields", household));
        post(Accounts.PARTNER, "/cases/" + number + "/consent", Map.of());
        post(Accounts.PARTNER, "/cases/" + number + "/confirmation", Map.of());
        post(Accounts.SPOUSE, "/cases/" + number + "/consent", Map.of());
        post(Accounts.SPOUSE, "/cases/" + number + "/confirmation", Map.of());
    }

    /** Does an account's next task of a case, with the values that the task suggests. */
    void approve(Accounts account, String number) {
        JsonNode task = await("a task of " + account, () -> {
            for (JsonNode candidate : get(account, "/tasks").path("content")) {
                if (candidate.path("case_number").asString().equals(number)) {
                    return candidate;
                }
            }
            return null;
        });
        String path = "/tasks/" + task.path("id").asString();
        Map<String, String> values = new HashMap<>();
        for (JsonNode input : get(account, path).path("inputs")) {
            values.put(input.path("name").asString(), input.path("suggested").asString());
        }
        post(account, path + "/decision", Map.of("verdict", "APPROVE", "comment", "", "values", values));
    }

    /** Pays what is due, as the buyer's case says, at the simulated bank. */
    void pay(String number) {
        String href = await("the tax that is due", () -> {
            String found = get(Accounts.BUYER, "/cases/" + number)
                    .path("waits")
                    .path(0)
                    .path("action")
                    .path("href")
                    .asString("");
            return found.isEmpty() ? null : found;
        });
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String page = page(browser, HttpRequest.newBuilder(site.resolve(href)).GET());
        StringBuilder form = new StringBuilder();
        Matcher hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            String name = page.substring(hidden.start(), hidden.end()).replaceAll(".*name=\"([^\"]*)\".*", "$1");
            String value = page.substring(hidden.start(), hidden.end()).replaceAll(".*value=\"([^\"]*)\".*", "$1");
            form.append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .append('&');
        }
        page(
                browser,
                HttpRequest.newBuilder(site.resolve("/demo/bank/payments"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private static String page(HttpClient browser, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IllegalStateException(response.uri() + ": " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String awaitState(String number, String state) {
        return await("state " + state, () -> {
            String now = get(Accounts.SELLER, "/cases/" + number).path("state").asString();
            return now.equals(state) ? now : null;
        });
    }

    JsonNode get(Accounts account, String path) {
        return send(account, path, HttpRequest.newBuilder().GET());
    }

    JsonNode post(Accounts account, String path, Object body) {
        return send(
                account,
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode send(Accounts account, String path, HttpRequest.Builder request) {
        String credentials = account.username() + ":" + password;
        request.uri(URI.create(url + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks again and again until there is an answer. */
    static <T> T await(String what, Supplier<T> question) {
        return await(what, PATIENCE, question);
    }

    static <T> T await(String what, Duration patience, Supplier<T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            T answer = question.get();
            if (answer != null) {
                return answer;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("Waited " + patience.toSeconds() + " s in vain for " + what);
    }

    static JsonNode file(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }
}
