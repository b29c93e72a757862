/** The launcher's commands and the demonstration: a province that nobody lives in, on one machine. */
@NullMarked
package org.yici.demo;

import org.jspecify.annotations.NullMarked;
