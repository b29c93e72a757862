/** Pages of auditors: the ledger. */
@NullMarked
package org.yici.app.web.audit;

import org.jspecify.annotations.NullMarked;
