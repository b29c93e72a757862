package org.yici.app.ledger;

import java.nio.file.Path;
import java.util.Optional;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.SignedCheckpoint;
import org.yici.kernel.ledger.VerifierKey;

/**
 * A signed head of the log from outside of its database, which the database is held against.
 *
 * @param source where it is from, as findings name it: {@code The receipt r.json}
 * @param head the head, its signature verified
 */
public record LaterHead(String source, SignedCheckpoint head) {
    /**
     * The head that a platform keeps beside its key, if the folder has one.
     *
     * @throws LedgerStateException if the file holds no head that the key signed
     */
    public static Optional<LaterHead> keptIn(Path home, String vkey) {
        return HeadFile.read(home, VerifierKey.parse(vkey.strip()))
                .map(head -> new LaterHead("The head kept in " + HeadFile.in(home), head));
    }

    /**
     * Out of the file of a receipt or a checkpoint.
     *
     * @throws IllegalArgumentException if it is neither, or is not signed by the key
     */
    public static LaterHead of(String source, byte[] file, String vkey) {
        return new LaterHead(source, SignedCheckpoint.readFile(file, VerifierKey.parse(vkey.strip())));
    }

    /** Keeps this head beside the key, for a platform that has lost its file; does nothing if one is kept. */
    public void keepIn(Path home) {
        HeadFile.keepFirst(home, head.note());
    }

    long size() {
        return head.size();
    }

    Hash root() {
        return head.root();
    }
}
