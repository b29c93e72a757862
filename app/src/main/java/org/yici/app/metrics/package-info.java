/** Metrics: what a Prometheus server reads at /metrics, beside what the libraries tell of themselves. */
@NullMarked
package org.yici.app.metrics;

import org.jspecify.annotations.NullMarked;
