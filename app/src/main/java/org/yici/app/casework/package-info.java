/** Public services, one window, joint and instant handling. */
@NullMarked
package org.yici.app.casework;

import org.jspecify.annotations.NullMarked;
