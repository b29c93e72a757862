package org.yici.app.api;

import java.nio.charset.StandardCharsets;
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
import org.yici.app.ledger.ConsistencyProof;
import org.yici.app.ledger.Ledger;
import org.yici.kernel.ledger.Receipt;

/** Proofs, ready made, for who does not want to copy the log. */
@RestController
class LedgerApiController {
    private final Ledger ledger;

    LedgerApiController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The receipt of a leaf under the newest checkpoint, byte for byte as {@code yici verify} wants it. */
    @GetMapping("/api/v1/ledger/receipts/{index}")
    ResponseEntity<byte[]> receipt(@PathVariable long index) {
        Receipt receipt = ledger.receipt(index)
                .orElseThrow(() -> problem(
                        HttpStatus.NOT_FOUND,
                        "The ledger has " + ledger.size() + " entries; there is no entry " + index));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .body(receipt.toJson().getBytes(StandardCharsets.UTF_8));
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
