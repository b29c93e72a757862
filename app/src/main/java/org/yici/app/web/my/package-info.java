/** Pages of a person's own data and of who used it. */
@NullMarked
package org.yici.app.web.my;

import org.jspecify.annotations.NullMarked;
