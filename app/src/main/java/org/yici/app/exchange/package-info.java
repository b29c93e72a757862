/**
 * Authorised sharing: grant, consent, query, check, receipts.
 *
 * <p>A call over HTTP passes {@link org.yici.app.exchange.Gate} (who signed it, is it fresh, is it whole) and then
 * {@link org.yici.app.exchange.Exchange} (may it, and what). Both refuse by the name of a rule, and both write the ledger before
 * they speak. To add a rule: a constant in {@link org.yici.app.exchange.Rule}, a function and its line in {@code SharingRules}, a
 * title in {@code messages/exchange*.properties}, a row in {@code docs/threats.md} if it guards against somebody, a test.
 */
@NullMarked
package org.yici.app.exchange;

import org.jspecify.annotations.NullMarked;
