/** Which records are of one subject. */
@NullMarked
package org.yici.kernel.linking;

import org.jspecify.annotations.NullMarked;
