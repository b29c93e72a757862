/** What a department's database changed, as it travels through the job. */
@NullMarked
package org.yici.stream.change;

import org.jspecify.annotations.NullMarked;
