/** Append-only acts, proofs, checkpoints. */
@NullMarked
package org.yici.app.ledger;

import org.jspecify.annotations.NullMarked;
