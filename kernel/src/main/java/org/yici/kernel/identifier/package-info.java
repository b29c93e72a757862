/** Identifiers of persons, legal entities and places with their check digits. */
@NullMarked
package org.yici.kernel.identifier;

import org.jspecify.annotations.NullMarked;
