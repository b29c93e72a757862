/** What a platform can be told: which settings there are, and whether a file, an argument or the environment names another. */
@NullMarked
package org.yici.cli.config;

import org.jspecify.annotations.NullMarked;
