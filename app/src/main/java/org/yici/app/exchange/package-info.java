/** Authorised sharing: grant, consent, query, check, receipts. */
@NullMarked
package org.yici.app.exchange;

import org.jspecify.annotations.NullMarked;
