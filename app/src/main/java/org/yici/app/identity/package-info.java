/** Organisations, people, roles, keys. */
@NullMarked
package org.yici.app.identity;

import org.jspecify.annotations.NullMarked;
