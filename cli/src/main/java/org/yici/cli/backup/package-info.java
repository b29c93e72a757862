/** Backups of a platform with a PostgreSQL server of its own: made while it runs, encrypted, whole or refused. */
@NullMarked
package org.yici.cli.backup;

import org.jspecify.annotations.NullMarked;
