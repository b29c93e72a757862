package org.yici.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.Beginning;
import org.yici.app.ledger.Beginnings;
import org.yici.app.ledger.LaterHead;
import org.yici.app.ledger.Verify;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.SignedCheckpoint;
import org.yici.kernel.ledger.Verification;
import org.yici.kernel.ledger.Verification.Refuted;
import org.yici.kernel.ledger.Verification.Verified;
import org.yici.kernel.ledger.VerifierKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        description =
                "Proves a receipt, offline; if a platform runs on the data folder, it must prove too that its ledger"
                        + " still contains it. Exit code 0: proven; 1: refuted; 2: could not run.")
final class VerifyCommand implements Callable<Integer> {
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

    @Mixin
    LaterHeadOptions later;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        byte[] file = SmallFile.read(receipt);
        return switch (verify(file)) {
            case Verified verified -> {
                out.printf(
                        "proven: entry %d is in the log %s, signed at %d entries%s%n",
                        verified.index(),
                        verified.origin(),
                        verified.size(),
                        answer == null ? "" : ", and is about this answer");
                out.println(verified.entry());
                Beginnings begun = Beginnings.keptIn(key.data, key.read());
                yield isKept(verified, begun, out) & isContinued(file, begun, out) ? 0 : 1;
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
            return Verify.receiptOf(file, key.read(), SmallFile.read(answer));
        } catch (IllegalArgumentException e) {
            throw new UsageException(answer + ": " + e.getMessage());
        }
    }

    /** Whether the entry is among those that were restored, as often as the log was begun anew. */
    private boolean isKept(Verified verified, Beginnings begun, PrintWriter out) {
        String newest = begun.newest(verified.origin());
        Optional<Beginning> lost = begun.lost(verified.origin(), verified.index(), newest);
        if (lost.isPresent()) {
            out.println("lost: this entry was not restored, keep the receipt: " + lost.get());
            return false;
        }
        begun.between(verified.origin(), newest).forEach(beginning -> out.println("restored: " + beginning));
        String named = VerifierKey.parse(key.read()).name();
        if (LogName.isLater(named, newest)) {
            spec.commandLine()
                    .getErr()
                    .println("The key is of the log " + named
                            + ", begun anew after a loss; whether it has this entry is not"
                            + " known here. Name the platform's folder with --data");
        }
        return true;
    }

    /** Whether a head's log was begun anew with fewer entries: then nobody can prove that it goes on. */
    private static boolean isBeyond(SignedCheckpoint head, SignedCheckpoint other, Beginnings begun) {
        return begun.lost(head.origin(), head.size() - 1, other.origin()).isPresent();
    }

    /** Whether later heads are of the same log: the signature alone holds as well for a log that was cut since. */
    private boolean isContinued(byte[] file, Beginnings begun, PrintWriter out) {
        String vkey = key.read();
        PrintWriter err = spec.commandLine().getErr();
        SignedCheckpoint own = LaterHead.of("the receipt", file, vkey).head();
        Optional<PlatformLog> log = PlatformLog.of(later.offline, later.platform, key.data);
        boolean continued = true;
        for (LaterHead head : later.collect(key.data, vkey, err)) {
            if (isBeyond(own, head.head(), begun) || isBeyond(head.head(), own, begun)) {
                out.println("not compared: " + head.source() + " is of the log "
                        + head.head().origin() + ", and this receipt's checkpoint of " + own.origin());
            } else if (head.head().size() == own.size() && !head.head().root().equals(own.root())) {
                out.println("refuted: other-log: " + head.source() + " is signed for another log of " + own.size()
                        + " entries; keep both, they prove that the log's key signed two");
                continued = false;
            } else if (log.isPresent()) {
                continued &= isContinued(own, head, log.get(), out, err);
            }
        }
        return continued;
    }

    private static boolean isContinued(
            SignedCheckpoint own, LaterHead head, PlatformLog log, PrintWriter out, PrintWriter err) {
        try {
            if (log.provesConsistency(own, head.head())) {
                out.println("continued: " + head.source() + ", " + head.head().size() + " entries");
                return true;
            }
            out.println("refuted: other-log: the platform cannot prove that the receipt's log of " + own.size()
                    + " entries and that of " + head.source() + " with "
                    + head.head().size() + " are one");
            return false;
        } catch (PlatformLog.UnreachableException e) {
            err.println(e.getMessage() + "; whether " + head.source() + " is of the same log is not proven");
            return true;
        }
    }
}
