package org.yici.app.ledger;

import java.util.List;

/**
 * Proof that the log of one size is the beginning of the log of another (RFC 6962, section 2.1.2).
 *
 * @param from the smaller size, in entries
 * @param to the larger size
 * @param fromRoot the root at the smaller size, base64
 * @param toRoot the root at the larger size, base64
 * @param path the proof, lowest first, each hash in base64
 */
public record ConsistencyProof(long from, long to, String fromRoot, String toRoot, List<String> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }
}
