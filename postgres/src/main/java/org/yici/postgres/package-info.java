/** A real PostgreSQL server of our own in a folder, for where nobody gives one: a platform's, the demonstration's departments', the tests'. */
@NullMarked
package org.yici.postgres;

import org.jspecify.annotations.NullMarked;
