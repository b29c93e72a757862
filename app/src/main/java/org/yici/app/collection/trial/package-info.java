/** How a department's database is tried and a resource is proposed from one of its tables. */
@NullMarked
package org.yici.app.collection.trial;

import org.jspecify.annotations.NullMarked;
