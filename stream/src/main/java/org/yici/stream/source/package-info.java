/** Reads department databases: first load and logical replication. The replication slot is the offset. */
@NullMarked
package org.yici.stream.source;

import org.jspecify.annotations.NullMarked;
