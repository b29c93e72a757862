/**
 * What packs write to compute something: FEEL, the expression language of DMN, and texts with places for it. {@link
 * org.yici.app.expression.Expression} is one expression, {@link org.yici.app.expression.Text} one text, {@link
 * org.yici.app.expression.Vocabulary} finds what is wrong with either.
 */
@NullMarked
package org.yici.app.expression;

import org.jspecify.annotations.NullMarked;
