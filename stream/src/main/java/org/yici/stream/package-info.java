/** The collection job: department databases → clean → link → registries, on Flink. */
@NullMarked
package org.yici.stream;

import org.jspecify.annotations.NullMarked;
