/** Pages of operators. */
@NullMarked
package org.yici.app.web.operate;

import org.jspecify.annotations.NullMarked;
