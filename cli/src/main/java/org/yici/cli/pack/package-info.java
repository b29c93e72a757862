/** {@code ./yici pack}: what a platform defines as files, to be kept under version control, compared and brought to another platform. */
@NullMarked
package org.yici.cli.pack;

import org.jspecify.annotations.NullMarked;
