/** Base registries: subjects, values with their provenance. */
@NullMarked
package org.yici.app.registry;

import org.jspecify.annotations.NullMarked;
