/** Pages of an application, one thing a page. */
@NullMarked
package org.yici.app.web.apply;

import org.jspecify.annotations.NullMarked;
