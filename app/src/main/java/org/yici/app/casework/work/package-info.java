/** What officials do with cases, and the facade's implementation. */
@NullMarked
package org.yici.app.casework.work;

import org.jspecify.annotations.NullMarked;
