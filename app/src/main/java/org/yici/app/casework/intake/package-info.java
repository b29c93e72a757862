/** What parties do: open, consent, submit, confirm, renew; who takes part. */
@NullMarked
package org.yici.app.casework.intake;

import org.jspecify.annotations.NullMarked;
