/** Resources, items, data standards, classification, editions. */
@NullMarked
package org.yici.app.catalogue;

import org.jspecify.annotations.NullMarked;
