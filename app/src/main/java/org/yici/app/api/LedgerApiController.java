package org.yici.app.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.ReceiptReaders;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.ledger.ConsistencyProof;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.ledger.Hash;
import org.yici.kernel.ledger.Receipt;

/** Proofs, ready made, for who does not want to copy the log. */
@RestController
class LedgerApiController {
    private final Ledger ledger;
    private final ReceiptReaders readers;

    LedgerApiController(Ledger ledger, ReceiptReaders readers) {
        this.ledger = ledger;
        this.readers = readers;
    }

    /**
     * The receipt of a leaf under the newest checkpoint, byte for byte as {@code yici verify} wants it, for those whom the leaf
     * concerns.
     */
    @GetMapping("/api/v1/ledger/receipts/{index}")
    ResponseEntity<byte[]> receipt(@PathVariable long index, @CurrentUser @Nullable User user) {
        Receipt receipt = find(index);
        if (!readers.mayRead(user, index)) {
            throw new NotAllowedException(
                    "The entry " + index + " is read by its subject, the department it was done for,"
                            + " the parties of its case and auditors; its inclusion is proven to anybody at"
                            + " /api/v1/ledger/inclusion/" + index);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .body(receipt.toJson().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Proof that a leaf is in the log, without its entry.
     *
     * @param index the leaf's index
     * @param leaf its hash, base64; who holds the receipt computes it from the entry
     * @param path the hashes beside its way to the root, from below
     * @param checkpoint the signed root that the path leads to
     */
    record Inclusion(long index, String leaf, List<String> path, String checkpoint) {}

    @GetMapping("/api/v1/ledger/inclusion/{index}")
    Inclusion inclusion(@PathVariable long index) {
        Receipt receipt = find(index);
        Hash leaf = Hash.leaf(receipt.entry().getBytes(StandardCharsets.UTF_8));
        return new Inclusion(index, leaf.base64(), receipt.path(), receipt.checkpoint());
    }

    private Receipt find(long index) {
        return ledger.receipt(index)
                .orElseThrow(() -> problem(
                        HttpStatus.NOT_FOUND,
                        "The ledger has " + ledger.size() + " entries; there is no entry " + index));
    }

    /** Proof that the log of one size is the beginning of the log of another. */
    @GetMapping("/api/v1/ledger/consistency")
    ConsistencyProof consistency(@RequestParam long from, @RequestParam long to) {
        if (from < 0 || from > to || to > ledger.size()) {
            throw problem(
                    HttpStatus.BAD_REQUEST,
                    "Give sizes with 0 <= from <= to <= " + ledger.size() + ", the ledger's size; not from=" + from
                            + " and to=" + to);
        }
        return ledger.consistency(from, to);
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
