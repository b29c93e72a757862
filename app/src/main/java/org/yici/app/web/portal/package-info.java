/** Pages for everybody: home, guides, catalogue. */
@NullMarked
package org.yici.app.web.portal;

import org.jspecify.annotations.NullMarked;
