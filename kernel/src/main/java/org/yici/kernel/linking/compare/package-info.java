/** Comparisons: what two values of a field have to say about their records being of one subject, as one of a few levels. */
@NullMarked
package org.yici.kernel.linking.compare;

import org.jspecify.annotations.NullMarked;
