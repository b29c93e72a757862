/** Values of dirty records brought into forms that can be compared: one script, one spelling, one order. */
@NullMarked
package org.yici.kernel.linking.normalise;

import org.jspecify.annotations.NullMarked;
