/** Reads a province's declarations (departments, resources, grants, service items) from files at start. */
@NullMarked
package org.yici.app.pack;

import org.jspecify.annotations.NullMarked;
