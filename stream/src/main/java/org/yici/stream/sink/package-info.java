/** Writes registries and quarantine, guarded by the source's position so that a replay changes nothing. */
@NullMarked
package org.yici.stream.sink;

import org.jspecify.annotations.NullMarked;
