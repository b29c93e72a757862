/** The platform's tables as the job sees them. */
@NullMarked
package org.yici.stream.platform;

import org.jspecify.annotations.NullMarked;
