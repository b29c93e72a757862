/** Where state lives: PostgreSQL, embedded or by URL. Shared plumbing that every module may use. */
@NullMarked
package org.yici.app.store;

import org.jspecify.annotations.NullMarked;
