/** Links records whose strong identifier is missing or broken, by the evidence of everything else. */
@NullMarked
package org.yici.stream.link;

import org.jspecify.annotations.NullMarked;
