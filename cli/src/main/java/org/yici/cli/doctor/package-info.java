/** Looks before a platform is started, or while it runs, whether it can do its work, and says what to do if not. */
@NullMarked
package org.yici.cli.doctor;

import org.jspecify.annotations.NullMarked;
