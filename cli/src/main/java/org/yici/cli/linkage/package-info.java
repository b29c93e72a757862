/** Invented records of persons as departments hold them, with the truth beside them: something to measure linking on. */
@NullMarked
package org.yici.cli.linkage;

import org.jspecify.annotations.NullMarked;
