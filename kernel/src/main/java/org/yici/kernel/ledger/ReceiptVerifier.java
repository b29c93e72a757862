package org.yici.kernel.ledger;

import java.util.List;
import org.yici.kernel.ledger.Verification.Reason;
import org.yici.kernel.ledger.Verification.Refuted;
import org.yici.kernel.ledger.Verification.Verified;

/** Proves receipts, with nothing but the receipt and the log's key. */
public final class ReceiptVerifier {
    private ReceiptVerifier() {}

    /**
     * Proves a receipt's file. Use this for files: bytes that are not UTF-8 are refused, where a reader of text would replace them.
     *
     * @param receipt the bytes of the file
     * @param vkey the log's key, as a C2SP verifier key; that of another log of its line ({@link LogName}) does as well
     */
    public static Verification verify(byte[] receipt, String vkey) {
        String text;
        try {
            text = StrictText.decode(receipt);
        } catch (IllegalArgumentException e) {
            return new Refuted(Reason.MALFORMED, message(e));
        }
        return verify(text, vkey);
    }

    /** Proves a receipt's text. */
    public static Verification verify(String receiptText, String vkey) {
        VerifierKey key;
        try {
            key = VerifierKey.parse(vkey);
        } catch (IllegalArgumentException e) {
            return new Refuted(Reason.MALFORMED_KEY, message(e));
        }
        Receipt receipt;
        byte[] entry;
        List<Hash> path;
        SignedNote note;
        try {
            receipt = Receipt.parse(receiptText);
            entry = StrictText.encode(receipt.entry());
            path = receipt.path().stream().map(Hash::ofBase64).toList();
            note = SignedNote.parse(receipt.checkpoint());
        } catch (IllegalArgumentException e) {
            return new Refuted(Reason.MALFORMED, message(e));
        }
        // A second line could be anybody's, and altered without breaking the first.
        if (note.signatures().size() != 1) {
            return new Refuted(Reason.MALFORMED, "A receipt's checkpoint has one signature, the log's.");
        }
        SignedNote.Signature signature = note.signatures().get(0);
        key = key.forLog(signature.name());
        if (!key.matches(signature)) {
            return new Refuted(Reason.UNKNOWN_KEY, "The checkpoint is signed by another key: " + signature.name());
        }
        if (!key.verifies(note.text(), signature)) {
            return new Refuted(Reason.BAD_SIGNATURE, "The signature is not that of this checkpoint.");
        }
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(note.text());
        } catch (IllegalArgumentException e) {
            return new Refuted(Reason.MALFORMED, message(e));
        }
        if (!checkpoint.origin().equals(key.name())) {
            return new Refuted(Reason.OTHER_LOG, "The checkpoint is of the log " + checkpoint.origin() + ".");
        }
        if (!MerkleProof.provesInclusion(
                Hash.leaf(entry), receipt.index(), checkpoint.size(), path, checkpoint.root())) {
            return new Refuted(
                    Reason.ENTRY_NOT_IN_LOG, "The entry and its path do not lead to the root that the log signed.");
        }
        return new Verified(
                receipt.entry(), receipt.index(), checkpoint.size(), checkpoint.root(), checkpoint.origin());
    }

    private static String message(IllegalArgumentException e) {
        return e.getMessage() == null ? "Not in the format." : e.getMessage();
    }
}
