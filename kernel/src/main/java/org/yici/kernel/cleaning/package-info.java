/** Cleaning rules: a raw record of a department becomes standard values or names the rule it failed. */
@NullMarked
package org.yici.kernel.cleaning;

import org.jspecify.annotations.NullMarked;
