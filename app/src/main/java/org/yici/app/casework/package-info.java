/**
 * Cases: one window, joint and instant handling. {@link org.yici.app.casework.Cases} is the door for pages and API; this package is the
 * facade, its sub-packages are nobody else's.
 *
 * <ul>
 *   <li>{@code file}: the case as it is kept, its states and edges, its stores.
 *   <li>{@code timeline}: what happened in it. {@code writeback}: results in the databases of departments.
 *   <li>{@code evidence}: what it rests on: read, read again, claimed; {@code Stops} stops it.
 *   <li>{@code reading}: what is shown of it, to whom.
 *   <li>{@code process}: what the process engine does. {@code intake}: what parties do. {@code work}: what officials do.
 * </ul>
 *
 * <p>They know only those named before them. What an item declares is in {@code org.yici.app.service}.
 */
@NullMarked
package org.yici.app.casework;

import org.jspecify.annotations.NullMarked;
