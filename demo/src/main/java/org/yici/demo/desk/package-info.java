/**
 * The departments' own systems, simulated: a page on which a department's clerk writes into the department's own
 * database, as its own system would. Only in the demonstration ({@code yici.demo=true}).
 */
@NullMarked
package org.yici.demo.desk;

import org.jspecify.annotations.NullMarked;
