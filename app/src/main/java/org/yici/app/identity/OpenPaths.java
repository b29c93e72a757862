package org.yici.app.identity;

import java.util.List;

/**
 * Pages of an installation's own that nobody need sign in for, as a bean.
 *
 * @param patterns as Spring Security takes them: {@code /help/**}
 */
public record OpenPaths(List<String> patterns) {
    public OpenPaths(String... patterns) {
        this(List.of(patterns));
    }
}
