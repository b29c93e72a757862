/** The schema of an information resource: items, types, levels, sharing. */
@NullMarked
package org.yici.kernel.resource;

import org.jspecify.annotations.NullMarked;
