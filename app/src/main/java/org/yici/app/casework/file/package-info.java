/**
 * The case as it is kept: {@code CaseFile} with its parties, evidence and changes, its states and edges in {@code
 * Lifecycle}, its {@code *Store} classes, and what texts and rules read of it.
 */
@NullMarked
package org.yici.app.casework.file;

import org.jspecify.annotations.NullMarked;
