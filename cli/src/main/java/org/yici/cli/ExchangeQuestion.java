package org.yici.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.LaterHead;
import org.yici.kernel.ledger.AnswerDigest;
import org.yici.kernel.ledger.Receipt;
import org.yici.kernel.ledger.ReceiptVerifier;
import org.yici.kernel.ledger.SignedCheckpoint;
import org.yici.kernel.ledger.Verification;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code query} and {@code check} have in common: who asks, about whom, and what is done with the reply. */
final class ExchangeQuestion {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String NOT_PROVEN = "NOT PROVEN: ";

    @Option(
            names = "--as",
            required = true,
            paramLabel = "SYSTEM",
            description = "The system whose key signs, DATA/keys/SYSTEM.pem; in the demonstration a department's code.")
    private String system = "";

    @Option(names = "--resource", required = true, paramLabel = "CODE", description = "For example GA5100/000001.")
    private String resource = "";

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "ID",
            description =
                    "A citizen ID or a unified social credit code; - reads it from the first line of the input, so that it"
                            + " does not stand in the machine's list of processes.")
    private String subject = "";

    @Option(names = "--purpose", required = true, paramLabel = "CODE", description = "The grant's purpose: house-sale.")
    private String purpose = "";

    @Option(names = "--case", paramLabel = "NUMBER", description = "The case it is for; needed where consent is.")
    private @Nullable String caseNumber;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The platform's data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("yici-data");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The platform (default: the one that runs on the data folder).")
    private @Nullable String url;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the receipt here, for ./yici verify.")
    private @Nullable Path out;

    @Option(names = "--answer", paramLabel = "FILE", description = "Write the answer here as JSON.")
    private @Nullable Path answerFile;

    @Option(
            names = "--encrypt",
            description =
                    "Have the answer encrypted to a key of this question alone, so that no proxy in between reads it.")
    private boolean encrypt;

    @Option(names = "--json", description = "Print the whole reply as JSON.")
    private boolean json;

    /** How an answer is shown. */
    interface Shown {
        void print(JsonNode answer, PrintWriter out);
    }

    /** Asks, prints, keeps the receipt; returns the exit code: 0 answered, 1 refused. */
    int ask(String question, Map<String, ?> own, Shown shown, PrintWriter printer) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("resource", resource);
        body.put("purpose", purpose);
        body.put("subject", subject.equals("-") ? firstLine() : subject);
        body.putAll(own);
        if (caseNumber != null) {
            body.put("case", caseNumber);
        }
        String platform = url == null ? PlatformUrl.load(data) : url;
        SystemClient client = new SystemClient(platform, SystemKeys.signer(data, system), InstantSource.system());
        AnswerKey receiver = new AnswerKey();
        if (encrypt) {
            body.put("encrypt_to", receiver.jwk());
        }
        SystemClient.Reply reply = opened(client.ask(question, body), receiver, printer);
        if (json) {
            printer.println(JSON.writeValueAsString(reply.body()));
        } else if (reply.answered()) {
            shown.print(reply.body().required("answer"), printer);
        } else {
            refused(reply, printer);
        }
        boolean proven = keep(reply, new PlatformLog(platform), printer);
        printer.flush();
        return reply.answered() && proven ? 0 : 1;
    }

    /** With the answer in its place, if it came encrypted. */
    private SystemClient.Reply opened(SystemClient.Reply reply, AnswerKey receiver, PrintWriter printer) {
        if (!encrypt || !reply.answered()) {
            return reply;
        }
        if (!reply.body().path("encrypted").isString()) {
            throw new UsageException(
                    "The platform answered in the clear, though an encrypted answer was asked for; it is older than"
                            + " this command. The answer is not shown");
        }
        if (!json) {
            printer.println("the answer came encrypted to this question alone");
        }
        ObjectNode body = JSON.createObjectNode();
        body.set("answer", receiver.open(reply.body().path("encrypted").stringValue()));
        body.set("receipt", reply.body().path("receipt"));
        return new SystemClient.Reply(reply.status(), body);
    }

    private static String firstLine() {
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = input.readLine();
            if (line == null || line.isBlank()) {
                throw new UsageException("--subject -: the input is empty; pipe one identifier in");
            }
            return line.strip();
        } catch (IOException e) {
            throw new UsageException("--subject -: the input cannot be read: " + e.getMessage());
        }
    }

    private static void refused(SystemClient.Reply reply, PrintWriter printer) {
        JsonNode problem = reply.body();
        String what = problem.path("rule").asString(problem.path("type").asString("?"));
        printer.println("refused: " + what + " · " + problem.path("title").asString(""));
        printer.println("  " + problem.path("detail").asString(""));
    }

    /** Returns whether the receipt is proven, as far as the log's key is here. */
    private boolean keep(SystemClient.Reply reply, PlatformLog log, PrintWriter printer) {
        JsonNode node = reply.body().path("receipt");
        if (!node.isObject()) {
            printer.println("no receipt (status " + reply.status() + ")");
            return false;
        }
        Receipt receipt = JSON.treeToValue(node, Receipt.class);
        String proof = proof(receipt, reply.body(), log);
        if (!json) {
            printer.println("receipt: leaf " + receipt.index() + ", " + proof);
        }
        write(out, receipt.toJson());
        if (reply.answered()) {
            write(answerFile, JSON.writeValueAsString(reply.body().required("answer")) + "\n");
        }
        return !proof.startsWith(NOT_PROVEN);
    }

    /**
     * Believes nothing: the receipt must lead to the log's signature, the answer to the receipt, and the log must be the one of the
     * answers before.
     */
    private String proof(Receipt receipt, JsonNode body, PlatformLog log) {
        String key;
        try {
            key = Files.readString(data.resolve("ledger.vkey")).strip();
        } catch (IOException e) {
            return "not verified, for " + data.resolve("ledger.vkey") + " is not there";
        }
        if (ReceiptVerifier.verify(receipt.toJson(), key) instanceof Verification.Refuted refuted) {
            return NOT_PROVEN + refuted.message();
        }
        JsonNode logged = JSON.readTree(receipt.entry()).path("details").path(AnswerDigest.FIELD);
        if (body.has("answer") && !AnswerDigest.sha256(body.required("answer")).equals(logged.asString(""))) {
            return NOT_PROVEN + "it is about another answer";
        }
        String text = receipt.toJson();
        SignedCheckpoint head =
                LaterHead.of("", text.getBytes(StandardCharsets.UTF_8), key).head();
        String fault = new RememberedHead(data, system, key).compare(head, log);
        if (fault != null) {
            return NOT_PROVEN + fault;
        }
        return body.has("answer") ? "proven, and it is about this answer" : "proven";
    }

    private static void write(@Nullable Path file, String text) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UsageException("The file " + file + " cannot be written: " + e.getMessage());
        }
    }
}
