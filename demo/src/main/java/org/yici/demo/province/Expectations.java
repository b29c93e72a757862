package org.yici.demo.province;

import java.util.Map;
import org.yici.kernel.identifier.IdentifierFault;

/**
 * What a freshly made province holds, to the row.
 *
 * @param tables figures by name of the registry table: {@code person}, {@code household} …
 */
public record Expectations(Map<String, Figures> tables) {
    public Expectations {
        tables = Map.copyOf(tables);
    }

    /** @throws IllegalArgumentException if the province has no such table */
    public Figures of(String registryTable) {
        Figures figures = tables.get(registryTable);
        if (figures == null) {
            throw new IllegalArgumentException(
                    "No table " + registryTable + " in the province, only " + tables.keySet());
        }
        return figures;
    }

    public long rows() {
        return tables.values().stream().mapToLong(Figures::rows).sum();
    }

    /** Rows of the whole province that belong in quarantine after the first load. */
    public long wrong() {
        return tables.values().stream().mapToLong(Figures::wrong).sum();
    }

    /**
     * One table.
     *
     * @param department code of the department that has it
     * @param rows its rows
     * @param wrongByFault rows with a wrong identifier in a subject's column by the fault; no row has two, and nothing
     *     else in a row fails a rule
     */
    public record Figures(String department, long rows, Map<IdentifierFault, Integer> wrongByFault) {
        public Figures {
            wrongByFault = Map.copyOf(wrongByFault);
        }

        /** Rows with a wrong identifier. */
        public long wrong() {
            return wrongByFault.values().stream().mapToLong(Integer::longValue).sum();
        }

        /** Rows that become readable in the registry. */
        public long right() {
            return rows - wrong();
        }
    }
}
