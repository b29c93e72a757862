package org.yici.stream.source;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;
import org.yici.stream.platform.PlanBook;
import org.yici.stream.platform.TableStore;

/**
 * A table of the catalogue as it was last found.
 *
 * @param plans of the resources that it feeds
 * @param observed null if there is no such table
 * @param fault why it cannot be collected; null if it can
 */
record Watched(
        List<CleaningPlan> plans,
        @Nullable Observed observed,
        @Nullable TableFault fault) {
    private static final String PLAN = " plan ";

    Watched {
        plans = List.copyOf(plans);
    }

    List<Resource> resources() {
        return plans.stream().map(CleaningPlan::resource).toList();
    }

    /** By which editions its records are to be cleaned. */
    List<PlanBook.Cleaned> cleaned() {
        return plans.stream()
                .map(plan -> new PlanBook.Cleaned(plan.resource().code(), plan.edition()))
                .toList();
    }

    /** How the table of one that is in order stands and what a resource makes of its records; what was loaded under another one is loaded anew. */
    String configuration(String code) {
        return found().configuration()
                + PLAN
                + plans.stream()
                        .filter(plan -> plan.resource().code().equals(code))
                        .map(CleaningPlan::fingerprint)
                        .collect(Collectors.joining());
    }

    /** Whether the table stands as it did, so that it is the plan that has changed. */
    boolean stoodUnder(String configuration) {
        return configuration.startsWith(found().configuration() + PLAN);
    }

    SourceTable table() {
        return plans.get(0).resource().source();
    }

    String name() {
        return WantedTables.name(table());
    }

    TableStore.Name stored() {
        return new TableStore.Name(table().schema(), table().table());
    }

    List<String> codes() {
        return resources().stream().map(Resource::code).toList();
    }

    /** Of a table that is in order. */
    Observed found() {
        if (observed == null) {
            throw new IllegalStateException(TableCheck.name(table()) + " does not exist");
        }
        return observed;
    }

    /** The columns that both a load and the log deliver: no generated ones, none that may not be read. */
    List<String> columns() {
        return found().columns().entrySet().stream()
                .filter(column ->
                        !column.getValue().generated() && column.getValue().readable())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether its primary key or replica identity sees to it that no two rows have the same key and none an empty one. */
    boolean keepsKeysApart() {
        List<String> key = table().key();
        return !found().partitioned()
                && found().members().stream()
                        .allMatch(member -> member.identity() != null
                                && member.uniques().stream().anyMatch(key::containsAll));
    }

    /** Columns of type char(n), whose values are padded with blanks that mean nothing. */
    Set<String> padded() {
        Set<String> padded = new HashSet<>();
        found().columns().forEach((name, column) -> {
            if (column.padded()) {
                padded.add(name);
            }
        });
        return padded;
    }
}
