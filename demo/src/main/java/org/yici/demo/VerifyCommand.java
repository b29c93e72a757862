package org.yici.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.Verify;
import org.yici.kernel.ledger.Verification;
import org.yici.kernel.ledger.Verification.Refuted;
import org.yici.kernel.ledger.Verification.Verified;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Proves a receipt, offline. Exit code 0: proven; 1: refuted; 2: could not run.")
final class VerifyCommand implements Callable<Integer> {
    private static final long LARGEST = 1 << 20;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "RECEIPT.json", description = "The receipt's file, as the ledger gave it.")
    Path receipt;

    @Option(
            names = "--answer",
            paramLabel = "ANSWER.json",
            description = "Proves too that the receipt is for this answer.")
    @Nullable
    Path answer;

    @Mixin
    VerifierKeyOption key;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        byte[] file = read(receipt);
        return switch (verify(file)) {
            case Verified verified -> {
                out.printf(
                        "proven: entry %d is in the log %s, signed at %d entries%s%n",
                        verified.index(),
                        verified.origin(),
                        verified.size(),
                        answer == null ? "" : ", and is about this answer");
                out.println(verified.entry());
                yield 0;
            }
            case Refuted refuted -> {
                out.printf("refuted: %s: %s%n", refuted.reason().code(), refuted.message());
                yield 1;
            }
        };
    }

    private Verification verify(byte[] file) {
        if (answer == null) {
            return Verify.receipt(file, key.read());
        }
        try {
            return Verify.receiptOf(file, key.read(), read(answer));
        } catch (IllegalArgumentException e) {
            throw new UsageException(answer + ": " + e.getMessage());
        }
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UsageException(
                        file + " is larger than any receipt or answer: " + Files.size(file) + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
