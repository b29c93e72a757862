package org.yici.app.web.steward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.collection.Collection.Quarantined;
import org.yici.app.identity.User;
import org.yici.kernel.cleaning.QuarantineRule;
import org.yici.kernel.masking.Masking;
import org.yici.kernel.resource.Item;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Quarantined records as a reader may see them: values in full only for the department that they belong to. */
@Component
public class QuarantineView {
    /** The rules that a record can fail, in the order in which the filter offers them; messages {@code rule.<name>} explain them. */
    public static final List<String> RULES =
            Stream.of(QuarantineRule.values()).map(QuarantineRule::code).toList();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Catalogue catalogue;

    QuarantineView(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** One record of the list. */
    record Row(
            long id,
            String source,
            String resource,
            String key,
            String rule,
            @Nullable String item,
            @Nullable String value,
            int edition,
            String state,
            Instant sourceTime,
            Instant quarantinedAt,
            @Nullable Instant closedAt,
            boolean masked) {}

    /**
     * One column of the source record.
     *
     * @param item name of the item that the column feeds, null if none
     * @param failing whether the item that failed reads this column
     */
    record Cell(
            String column, @Nullable String item, @Nullable String value, boolean failing) {}

    Row row(User reader, Quarantined record) {
        boolean own = isOwn(reader, record);
        return new Row(
                record.id(),
                record.source(),
                record.resource(),
                own ? record.sourceKey() : Masking.partly(record.sourceKey()),
                record.rule(),
                record.item(),
                own || record.value() == null ? record.value() : Masking.partly(record.value()),
                record.edition(),
                record.state(),
                record.sourceTime(),
                record.quarantinedAt(),
                record.closedAt(),
                !own);
    }

    List<Cell> cells(User reader, Quarantined record) {
        boolean own = isOwn(reader, record);
        List<Item> items = catalogue
                .resource(record.resource())
                .map(org.yici.kernel.resource.Resource::items)
                .orElse(List.of());
        Set<String> failing = items.stream()
                .filter(item -> item.name().equals(record.item()))
                .flatMap(item -> item.from().stream())
                .collect(java.util.stream.Collectors.toSet());
        List<Cell> cells = new ArrayList<>();
        JsonNode source = JSON.readTree(record.record());
        for (String column : source.propertyNames()) {
            JsonNode node = source.get(column);
            String value = node.isNull() ? null : node.isString() ? node.stringValue() : node.toString();
            String feeds = items.stream()
                    .filter(item -> item.from().contains(column))
                    .map(Item::name)
                    .findFirst()
                    .orElse(null);
            cells.add(new Cell(
                    column, feeds, own || value == null ? value : Masking.partly(value), failing.contains(column)));
        }
        return cells;
    }

    private static boolean isOwn(User reader, Quarantined record) {
        return record.department().equals(reader.department());
    }
}
