/** What the demonstration adds to the platform's own pages. */
@NullMarked
package org.yici.demo.pages;

import org.jspecify.annotations.NullMarked;
