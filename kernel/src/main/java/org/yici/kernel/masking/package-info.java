/** Values shown to those who may not see them whole. */
@NullMarked
package org.yici.kernel.masking;

import org.jspecify.annotations.NullMarked;
