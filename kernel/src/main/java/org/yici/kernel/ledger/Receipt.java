package org.yici.kernel.ledger;

import java.util.List;

/**
 * Proof that an act is in the ledger: the leaf, its path and a checkpoint.
 *
 * @param entry the leaf's content, canonical JSON
 * @param index the leaf's index, from 0
 * @param path the inclusion proof (RFC 6962), lowest first, each hash in base64
 * @param checkpoint the signed note (C2SP tlog-checkpoint) that the path leads to
 */
public record Receipt(String entry, long index, List<String> path, String checkpoint) {
    public Receipt {
        path = List.copyOf(path);
    }
}
