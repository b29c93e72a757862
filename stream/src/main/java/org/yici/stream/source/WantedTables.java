package org.yici.stream.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.resource.SourceTable;

/** The tables of a source that are in order and from which resources are collected; one table may feed several resources. */
record WantedTables(Map<String, Watched> byName) {
    WantedTables {
        byName = Map.copyOf(byName);
    }

    /** Plans by the name of the table from which their resources are collected. */
    static Map<String, List<CleaningPlan>> byTable(List<CleaningPlan> plans) {
        Map<String, List<CleaningPlan>> byTable = new LinkedHashMap<>();
        for (CleaningPlan plan : plans) {
            byTable.computeIfAbsent(name(plan.resource().source()), name -> new ArrayList<>())
                    .add(plan);
        }
        return byTable;
    }

    @Nullable
    Watched find(String schema, String table) {
        return byName.get(name(schema, table));
    }

    static String name(SourceTable table) {
        return name(table.schema(), table.table());
    }

    static String name(String schema, String table) {
        return schema + "\0" + table;
    }
}
