/** What all pages have: the head, access, paging, errors, formats. */
@NullMarked
package org.yici.app.web.frame;

import org.jspecify.annotations.NullMarked;
