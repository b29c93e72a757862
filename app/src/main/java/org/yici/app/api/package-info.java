/** REST faces for programs: no rules of the business. */
@NullMarked
package org.yici.app.api;

import org.jspecify.annotations.NullMarked;
