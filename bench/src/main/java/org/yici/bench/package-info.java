/** Load harnesses. Each measures against a limit or a peer in the same run, so that a noisy machine cannot flatter. */
@NullMarked
package org.yici.bench;

import org.jspecify.annotations.NullMarked;
