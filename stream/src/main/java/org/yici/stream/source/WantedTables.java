package org.yici.stream.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;

/** The tables of a source from which resources are collected; one table may feed several resources. */
record WantedTables(Map<String, List<Resource>> byTable) {
    static WantedTables of(List<Resource> resources) throws FeedException {
        Map<String, List<Resource>> byTable = new LinkedHashMap<>();
        for (Resource resource : resources) {
            SourceTable table = resource.source();
            List<Resource> same =
                    byTable.computeIfAbsent(name(table.schema(), table.table()), name -> new ArrayList<>());
            if (!same.isEmpty() && !same.get(0).source().key().equals(table.key())) {
                throw new FeedException(
                        "failed",
                        "Resources " + same.get(0).code() + " and " + resource.code() + " are both collected from "
                                + table.schema() + "." + table.table()
                                + " but name different keys; correct one of them");
            }
            same.add(resource);
        }
        return new WantedTables(Map.copyOf(byTable));
    }

    @Nullable
    SourceTable find(String schema, String table) {
        List<Resource> resources = byTable.get(name(schema, table));
        return resources == null ? null : resources.get(0).source();
    }

    List<Resource> resources(String schema, String table) {
        return byTable.getOrDefault(name(schema, table), List.of());
    }

    List<String> codes(String schema, String table) {
        return resources(schema, table).stream().map(Resource::code).toList();
    }

    List<SourceTable> tables() {
        return byTable.values().stream()
                .map(resources -> resources.get(0).source())
                .toList();
    }

    private static String name(String schema, String table) {
        return schema + "\0" + table;
    }
}
