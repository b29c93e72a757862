/** What is installed: a platform that serves, and the commands that ask it, prove what it said and look after its ledger. */
@NullMarked
package org.yici.cli;

import org.jspecify.annotations.NullMarked;
