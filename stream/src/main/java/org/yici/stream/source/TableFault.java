package org.yici.stream.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a table cannot be collected.
 *
 * @param cause names the texts of the operator's page, {@code source.fault.<cause>} and {@code source.remedy.<cause>}
 * @param arguments of those texts; the first is always the table
 * @param sentence the same in English, with the remedy, for the log and the source's row
 */
record TableFault(String cause, List<String> arguments, String sentence) {
    TableFault {
        arguments = List.copyOf(arguments);
    }

    /** @param more arguments after the table */
    static TableFault about(String table, String cause, String sentence, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add(table);
        arguments.addAll(List.of(more));
        return new TableFault(cause, arguments, sentence);
    }
}
