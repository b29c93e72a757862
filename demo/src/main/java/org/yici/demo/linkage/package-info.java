/** Invented records of persons as departments hold them, with the truth beside them: something to measure linking on. */
@NullMarked
package org.yici.demo.linkage;

import org.jspecify.annotations.NullMarked;

