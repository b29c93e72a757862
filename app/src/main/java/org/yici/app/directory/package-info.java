/**
 * The district's list of public services as its government publishes it, with a guide for every one and the search in it.
 * {@link org.yici.app.directory.Directory} is the door. All of it is in memory, prepared when the pack is read; what is true of an
 * item that can be applied for online comes from {@code casework}.
 */
@NullMarked
package org.yici.app.directory;

import org.jspecify.annotations.NullMarked;
