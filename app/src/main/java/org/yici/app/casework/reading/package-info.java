/** What is shown of a case, and to whom. */
@NullMarked
package org.yici.app.casework.reading;

import org.jspecify.annotations.NullMarked;
