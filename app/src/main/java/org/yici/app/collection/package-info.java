/** Sources, plans, quarantine, flows; control of the collection job. */
@NullMarked
package org.yici.app.collection;

import org.jspecify.annotations.NullMarked;
