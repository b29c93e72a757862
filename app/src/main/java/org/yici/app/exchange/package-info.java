/**
 * Authorised sharing: grant, consent, query, check, receipts.
 *
 * <p>A call over HTTP passes {@link org.yici.app.exchange.SignatureVerifier} (who signed it, is it fresh, is it whole) and then
 * {@link org.yici.app.exchange.Exchange} (may it, and what). Both refuse by the name of a rule, and both write the ledger before
 * they speak. What a new rule needs is listed in {@code CONTRIBUTING.md}.
 */
@NullMarked
package org.yici.app.exchange;

import org.jspecify.annotations.NullMarked;
