/** Characters: what is the same, what is none, whatever field they stand in. */
@NullMarked
package org.yici.kernel.text;

import org.jspecify.annotations.NullMarked;
