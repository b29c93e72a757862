/** What a case rests on: read through the exchange, compared when it is read again, claimed for one live case. */
@NullMarked
package org.yici.app.casework.evidence;

import org.jspecify.annotations.NullMarked;
