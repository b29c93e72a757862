/** Pages of a case. */
@NullMarked
package org.yici.app.web.cases;

import org.jspecify.annotations.NullMarked;
