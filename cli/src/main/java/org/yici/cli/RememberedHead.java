package org.yici.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yici.app.ledger.LaterHead;
import org.yici.app.store.SecretFile;
import org.yici.kernel.ledger.LogName;
import org.yici.kernel.ledger.SignedCheckpoint;

/**
 * The newest head of the platform's ledger that a department's system was handed with an answer, {@code keys/<system>.head}. The system
 * compares each later answer with it: a platform whose ledger was cut, restored or forked cannot prove that the two are of one log.
 */
final class RememberedHead {
    private final Path file;
    private final String vkey;

    RememberedHead(Path home, String system, String vkey) {
        this.file = home.resolve("keys").resolve(system + ".head");
        this.vkey = vkey;
    }

    /**
     * Compares a new head and keeps it if it continues the old one; the old one stays if not, since it is the evidence.
     *
     * @return what is wrong; null if nothing is
     */
    @Nullable
    String compare(SignedCheckpoint head, PlatformLog log) {
        try {
            Optional<SignedCheckpoint> known = read();
            if (known.isPresent()
                    && LogName.isLater(head.origin(), known.get().origin())
                    && !log.provesConsistency(known.get(), head)) {
                return "the ledger is " + head.origin() + ", begun anew after a loss; of "
                        + known.get().origin()
                        + ", which this system knew at " + known.get().size() + " entries (" + file
                        + "), not all were restored: keep that file, and the receipts, as proof, and move it away to go on";
            }
            if (known.isPresent() && !log.provesConsistency(known.get(), head)) {
                return "the ledger is not the one that this system knew at "
                        + known.get().size() + " entries (" + file + "): it was cut, restored or rewritten";
            }
            if (known.isEmpty() || known.get().size() < head.size()) {
                SecretFile.write(file, head.note());
            }
            return null;
        } catch (PlatformLog.UnreachableException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            return "the ledger's last head cannot be kept in " + file + ": " + e.getMessage();
        }
    }

    private Optional<SignedCheckpoint> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LaterHead.of("", Files.readString(file).getBytes(StandardCharsets.UTF_8), vkey)
                    .head());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "it holds no head of this ledger; delete it only if the platform's key was changed", e);
        }
    }
}
