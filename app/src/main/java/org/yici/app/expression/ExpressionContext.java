package org.yici.app.expression;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What expressions may name. A value is a text, a {@link java.math.BigDecimal}, a Boolean, a {@link java.time.LocalDate}, a {@link
 * ZonedDateTime} or null; values stand in maps by their names, and in lists of such maps.
 */
public interface ExpressionContext {
    /** What is known under one of {@link Expression#ROOTS}; null if nothing is. */
    @Nullable
    Object of(String root);

    /** What {@code now()} is. */
    ZonedDateTime now();
}
