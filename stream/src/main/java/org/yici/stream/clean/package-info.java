/** Cleans and links changes by the plans of the catalogue's published editions. */
@NullMarked
package org.yici.stream.clean;

import org.jspecify.annotations.NullMarked;
