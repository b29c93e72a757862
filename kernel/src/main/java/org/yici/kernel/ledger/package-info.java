/** Merkle log, proofs, checkpoints and receipts (RFC 6962, C2SP tlog). */
@NullMarked
package org.yici.kernel.ledger;

import org.jspecify.annotations.NullMarked;
