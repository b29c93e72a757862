package org.yici.app.store;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param content the page's rows, in the list's order
 * @param number the page's number, from 0
 * @param size how many rows a full page has
 * @param total how many rows the whole list has
 */
public record Page<T>(List<T> content, int number, int size, long total) {
    public Page {
        content = List.copyOf(content);
    }

    /** How many pages there are, at least one. */
    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public boolean hasNext() {
        return number + 1 < pages();
    }

    public boolean hasPrevious() {
        return number > 0;
    }

    public <R> Page<R> map(Function<T, R> function) {
        return new Page<>(content.stream().map(function).toList(), number, size, total);
    }
}
