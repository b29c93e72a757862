/** Secrets that are kept in places which others may read. */
@NullMarked
package org.yici.kernel.secret;

import org.jspecify.annotations.NullMarked;
