package org.yici.app.collection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yici.app.collection.trial.SourceDatabase;
import org.yici.app.collection.trial.SourceDatabase.Column;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.YamlText;
import org.yici.app.identity.User;
import org.yici.kernel.cleaning.Cleaning;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.resource.InvalidResourceException;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SourceTable;

/**
 * What a resource's text would make of some rows of its source table, before anybody publishes it. For operators and stewards of the source's
 * department; the look is a reading in the ledger.
 */
@Service
public class DryRuns {
    private final SourceLooks looks;

    DryRuns(SourceLooks looks) {
        this.looks = looks;
    }

    /**
     * @param items the resource's items
     * @param rows for each row what becomes of it
     * @param masked whether values are partly hidden, as for everybody who is not of the source's department
     */
    public record DryRun(List<Item> items, List<Row> rows, boolean masked) {
        public long passed() {
            return rows.stream().filter(row -> row.rule() == null).count();
        }
    }

    /**
     * @param values standard values in the order of the items, null where there is none; empty if the row failed
     * @param rule that it failed, or null
     * @param item at which
     * @param raw the value that failed
     */
    public record Row(
            List<@Nullable String> values,
            @Nullable String rule,
            @Nullable String item,
            @Nullable String raw) {}

    /**
     * Cleans ten rows.
     *
     * @param text of a resource, YAML
     * @throws InvalidDefinitionException if the text or what it names of the table is not in order
     * @throws java.util.NoSuchElementException if the source is neither defined nor in the settings
     * @throws SourceAwayException if its database cannot be asked
     */
    public DryRun run(User user, String text) {
        Resource resource = YamlText.read(text, Resource.class);
        SourceTable from = resource.source();
        CleaningPlan plan = plan(resource);
        try {
            return run(user, resource, plan, looks.reach(user, from.source()));
        } catch (SQLException e) {
            throw new SourceAwayException(SourceLooks.said(e), e);
        }
    }

    private DryRun run(User user, Resource resource, CleaningPlan plan, SourceLooks.Reached reached)
            throws SQLException {
        SourceTable from = resource.source();
        try (SourceDatabase database = reached.database()) {
            List<Column> columns = database.tables(reached.source().publication()).stream()
                            .anyMatch(table -> table.schema().equals(from.schema())
                                    && table.name().equals(from.table()))
                    ? database.columns(from.schema(), from.table())
                    : List.of();
            List<Finding> findings = missing(resource, columns);
            if (!findings.isEmpty()) {
                throw new InvalidDefinitionException(findings);
            }
            List<Map<String, @Nullable String>> rows =
                    database.rows(from.schema(), from.table(), columns, SourceLooks.SHOWN);
            looks.note(user, reached.source(), from.schema() + "." + from.table(), rows);
            UnaryOperator<@Nullable String> show = SourceLooks.shownTo(user, reached.source());
            return new DryRun(
                    resource.items(),
                    rows.stream().map(row -> row(plan.clean(row), show)).toList(),
                    !SourceLooks.isOwn(user, reached.source()));
        }
    }

    private static CleaningPlan plan(Resource resource) {
        try {
            return CleaningPlan.compile(resource, 1);
        } catch (InvalidResourceException e) {
            throw new InvalidDefinitionException(0, e.told());
        }
    }

    private static List<Finding> missing(Resource resource, List<Column> columns) {
        Set<String> there = new HashSet<>();
        columns.forEach(column -> there.add(column.name()));
        SourceTable from = resource.source();
        if (there.isEmpty()) {
            return List.of(new Finding(
                    0, Label.of("数据源中没有表 %s.%s", "The source has no table %s.%s", from.schema(), from.table())));
        }
        List<Finding> findings = new ArrayList<>();
        from.key().stream()
                .filter(key -> !there.contains(key))
                .forEach(key ->
                        findings.add(new Finding(0, Label.of("key：表中没有列 %s", "key: the table has no column %s", key))));
        resource.items()
                .forEach(item -> item.from().stream()
                        .filter(column -> !there.contains(column))
                        .forEach(column -> findings.add(new Finding(
                                0,
                                Label.of(
                                        "信息项 %s：表中没有列 %s",
                                        "item %s: the table has no column %s", item.name(), column)))));
        return findings;
    }

    private static Row row(Cleaning cleaned, UnaryOperator<@Nullable String> show) {
        return switch (cleaned) {
            case Cleaning.Cleaned passed -> {
                List<@Nullable String> values = new ArrayList<>();
                passed.values().forEach(value -> values.add(show.apply(value)));
                yield new Row(values, null, null, null);
            }
            case Cleaning.Rejected failed ->
                new Row(List.of(), failed.rule(), failed.item(), show.apply(failed.value()));
        };
    }
}
