package org.yici.demo.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a department with what was written into it last.
 *
 * @param name its name as SQL has to write it
 * @param what what the department calls it
 * @param count its rows
 * @param columns its columns
 * @param newest the rows that were written last, newest first, a value a column
 */
record DeskTable(
        String name, @Nullable String what, long count, List<String> columns, List<List<@Nullable String>> newest) {}
