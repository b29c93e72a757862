/** What the process engine does: decide by rules, wait for data, write back, close; and what wakes or ends it. */
@NullMarked
package org.yici.app.casework.process;

import org.jspecify.annotations.NullMarked;
