/** Pages of administrators. */
@NullMarked
package org.yici.app.web.administer;

import org.jspecify.annotations.NullMarked;
