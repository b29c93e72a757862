package org.yici.app.alert;

import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yici.app.alert.Observation.Level;
import org.yici.app.collection.SourceTables;
import org.yici.app.collection.SourceTables.TableState;

/** Nothing comes in of a table until somebody does something, or its department cannot even change it: told at once. */
@Component
@Order(2)
class TableStopped implements AlertRule {
    private static final String HINDERS = "alert.table-stopped.hinders";

    private final SourceTables tables;

    TableStopped(SourceTables tables) {
        this.tables = tables;
    }

    @Override
    public String id() {
        return "table-stopped";
    }

    @Override
    public String limit() {
        return "0 s";
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public List<Observation> observe() {
        return tables.tables().stream()
                .filter(TableState::stopped)
                .map(table -> new Observation(
                        table.source() + "/" + table.schema() + "." + table.table(),
                        Level.OVER,
                        table.hindersItsDepartment() ? HINDERS : remedy(),
                        List.of()))
                .toList();
    }
}
