/** Pages of officials who work on cases. */
@NullMarked
package org.yici.app.web.work;

import org.jspecify.annotations.NullMarked;
