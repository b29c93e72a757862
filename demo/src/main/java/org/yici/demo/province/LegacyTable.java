package org.yici.demo.province;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a department's own system.
 *
 * @param registry name of the registry table that its resource becomes
 * @param name its name as SQL has to write it
 * @param columns the columns that are filled, as SQL has to write them
 * @param writeBack the columns beside the case number that results of cases fill in; empty if none is written into it
 * @param source what the department's clerks wrote into it over the years
 */
record LegacyTable(String registry, String name, List<String> columns, List<String> writeBack, Source source) {

    /** Emits a table's rows, the same for the same population and seed. */
    interface Source {
        void emit(Population population, Quirks quirks, Sink sink);
    }

    /** Takes one row, a value a column; null is SQL's null. */
    interface Sink {
        void row(@Nullable Object... values);
    }
}
