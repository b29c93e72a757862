/** Clusters from pairs: which records together are one subject, and how that changes over time. */
@NullMarked
package org.yici.kernel.linking.cluster;

import org.jspecify.annotations.NullMarked;
