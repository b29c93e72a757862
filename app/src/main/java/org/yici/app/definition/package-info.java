/**
 * One lifecycle for what people define (resources, departments): draft, comments, review by a second person, numbered edition, history,
 * withdrawal. {@link org.yici.app.definition.Definitions} is the door for pages and API. What a kind of definition is, how it is checked and
 * put in force, its own module says by a {@link org.yici.app.definition.DefinitionKind}; who still uses one, other modules say by
 * {@link org.yici.app.definition.DefinitionUses}. Rights (grants, keys, accounts) are no definitions: they have states of their own.
 */
@NullMarked
package org.yici.app.definition;

import org.jspecify.annotations.NullMarked;
