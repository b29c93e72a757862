/** Pages of data stewards: quarantine, links. */
@NullMarked
package org.yici.app.web.steward;

import org.jspecify.annotations.NullMarked;
