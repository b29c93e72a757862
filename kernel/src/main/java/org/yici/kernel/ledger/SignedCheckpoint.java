package org.yici.kernel.ledger;

/**
 * A checkpoint that the log's key signed: what the log looked like at one size. Two of one size with different roots, or one that is
 * larger than the log it is held against, show that the log was rewritten, cut or restored.
 *
 * @param checkpoint origin, size and root
 * @param note the signed note (C2SP signed-note) as the log gave it
 */
public record SignedCheckpoint(Checkpoint checkpoint, String note) {
    /**
     * Reads a signed note and verifies it.
     *
     * @param own the log's key, or that of another log of its line
     * @throws IllegalArgumentException if it is not a checkpoint, not of this key's log, or not signed by the key; the message says
     *     which
     */
    public static SignedCheckpoint read(String note, VerifierKey own) {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint checkpoint = Checkpoint.parse(signed.text());
        VerifierKey key = own.forLog(checkpoint.origin());
        if (!checkpoint.origin().equals(key.name())) {
            throw new IllegalArgumentException("It is of the log " + checkpoint.origin() + ", not of " + key.name());
        }
        if (signed.signatures().stream().noneMatch(line -> key.verifies(signed.text(), line))) {
            throw new IllegalArgumentException("It is not signed by the log's key, or was altered");
        }
        return new SignedCheckpoint(checkpoint, note);
    }

    /**
     * Reads the checkpoint out of a receipt's file, or a checkpoint's own file.
     *
     * @throws IllegalArgumentException as {@link #read}, or if a receipt does not lead to its own checkpoint
     */
    public static SignedCheckpoint readFile(byte[] file, VerifierKey key) {
        String text = StrictText.decode(file);
        if (!text.stripLeading().startsWith("{")) {
            return read(text, key);
        }
        if (ReceiptVerifier.verify(text, key.toString()) instanceof Verification.Refuted refuted) {
            throw new IllegalArgumentException(refuted.message());
        }
        return read(Receipt.parse(text).checkpoint(), key);
    }

    /** Name of the log. */
    public String origin() {
        return checkpoint.origin();
    }

    /** How many entries the log had. */
    public long size() {
        return checkpoint.size();
    }

    /** The root of their tree. */
    public Hash root() {
        return checkpoint.root();
    }
}
