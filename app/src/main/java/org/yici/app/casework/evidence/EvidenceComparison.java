package org.yici.app.casework.evidence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.EvidenceChange.Kind;
import org.yici.app.casework.file.CaseContext;
import org.yici.app.casework.file.CaseFile;
import org.yici.app.casework.file.ChangeRow;
import org.yici.app.casework.file.EvidenceRow;
import org.yici.app.casework.file.EvidenceRow.EvidenceRecord;
import org.yici.app.casework.file.Words;
import org.yici.app.expression.Expression;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItem.Material;
import org.yici.app.service.ValueTypes;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/**
 * Compares a material with what the case was built on, item by item as their types say: where the case is about one record, that
 * record and the counts that the item's rules name; elsewhere all records and how many there are. A change that the material declares
 * ({@link ServiceItem.Move}) is none, and an item that the earlier retrieval did not ask for is no change but something new.
 */
final class EvidenceComparison {
    private final CaseFile file;
    private final Material material;
    private final Resource resource;
    private final Set<String> masked;
    private final LocalDate today;
    private final EvidenceRow before;
    private final CaseContext context;
    private final List<ChangeRow> changes = new ArrayList<>();

    /** @param masked items whose values the grant masks */
    EvidenceComparison(
            CaseFile file,
            Material material,
            Resource resource,
            Set<String> masked,
            LocalDate today,
            EvidenceRow before) {
        this.before = before;
        this.context = new CaseContext(file, today.atStartOfDay(ValueTypes.ZONE).toInstant());
        this.file = file;
        this.material = material;
        this.resource = resource;
        this.masked = masked;
        this.today = today;
    }

    List<ChangeRow> changes(EvidenceRow now) {
        if (isAboutOneRecord(before)) {
            Optional<EvidenceRecord> old = before.record(file.item.handling(), file.fields);
            old.ifPresent(record -> same(now, record)
                    .ifPresentOrElse(
                            found -> compare(record, found),
                            () -> changes.add(ChangeRow.of(material, Kind.GONE, null, null))));
            old.ifPresent(record -> expired(record, before.retrievedAt()));
            counts(before, now);
        } else {
            all(before, now);
        }
        return changes;
    }

    private boolean isAboutOneRecord(EvidenceRow before) {
        return before.chosen() != null
                || file.item.handling().prefill().entrySet().stream()
                        .anyMatch(prefilled -> prefilled.getValue().material().equals(material.id())
                                && file.fields.containsKey(prefilled.getKey()));
    }

    /** The same record now: of the same key, or entered anew with the same values. */
    private Optional<EvidenceRecord> same(EvidenceRow now, EvidenceRecord old) {
        return now.records().stream()
                .filter(record -> record.key().equals(old.key()))
                .findFirst()
                .or(() -> now.records().stream()
                        .filter(record -> differing(old, record).isEmpty())
                        .findFirst());
    }

    private void all(EvidenceRow before, EvidenceRow now) {
        if (before.records().size() != now.records().size()) {
            changes.add(count(before.records().size(), now.records().size()));
        }
        Map<String, EvidenceRecord> byKey = new HashMap<>();
        now.records().forEach(record -> byKey.put(record.key(), record));
        // Those that came under new keys; each of them stands for one of the old ones alone.
        List<EvidenceRecord> entered = new ArrayList<>(now.records());
        before.records().forEach(old -> entered.removeIf(record -> record.key().equals(old.key())));
        for (EvidenceRecord old : before.records()) {
            EvidenceRecord found = byKey.get(old.key());
            if (found != null) {
                compare(old, found);
            } else if (before.records().size() == now.records().size() && !takeEqual(entered, old)) {
                replaced(old, before, now);
            }
            expired(old, before.retrievedAt());
        }
    }

    private boolean takeEqual(List<EvidenceRecord> entered, EvidenceRecord old) {
        Optional<EvidenceRecord> equal = entered.stream()
                .filter(record -> differing(old, record).isEmpty())
                .findFirst();
        equal.ifPresent(entered::remove);
        return equal.isPresent();
    }

    /** A record gave way to another one: if it is the only one, the items say more than that it is gone. */
    private void replaced(EvidenceRecord old, EvidenceRow before, EvidenceRow now) {
        if (before.records().size() == 1) {
            EvidenceRecord other = now.records().getFirst();
            report(old, other, differing(old, other));
        } else {
            changes.add(ChangeRow.of(material, Kind.GONE, null, null));
        }
    }

    /** What rules make of all the records, as of how many there are. */
    private void counts(EvidenceRow before, EvidenceRow now) {
        Set<Expression> counting = new LinkedHashSet<>();
        file.item.handling().decisions().stream()
                .flatMap(decision -> decision.inputs().values().stream())
                .filter(input -> input.needsRecords(material.id()))
                .forEach(counting::add);
        for (Expression expression : counting) {
            String old = context.with(before).value(expression).orElse("");
            String current = context.with(now).value(expression).orElse("");
            if (!old.equals(current)) {
                changes.add(ChangeRow.of(material, Kind.COUNT, old, current));
            }
        }
    }

    private ChangeRow count(long before, long now) {
        return ChangeRow.of(material, Kind.COUNT, Long.toString(before), Long.toString(now));
    }

    private void compare(EvidenceRecord old, EvidenceRecord now) {
        List<String> differing = differing(old, now).stream()
                .filter(name -> !material.mayMove(
                        name, old.values().get(name), now.values().get(name)))
                .toList();
        report(old, now, differing);
        if (differing.isEmpty()
                && !old.sourceTime().equals(now.sourceTime())
                && material.items().stream().anyMatch(masked::contains)) {
            changes.add(ChangeRow.of(material, Kind.BEHIND_MASK, null, null));
        }
    }

    private void report(EvidenceRecord old, EvidenceRecord now, List<String> differing) {
        for (String name : differing) {
            changes.add(ChangeRow.value(
                    material,
                    name,
                    label(name),
                    old.values().get(name),
                    now.values().get(name)));
        }
    }

    private List<String> differing(EvidenceRecord old, EvidenceRecord now) {
        return material.items().stream()
                .filter(before::hasAsked)
                .filter(name -> !equal(
                        resource.item(name).map(Item::type).orElse(ItemType.TEXT),
                        old.values().get(name),
                        now.values().get(name)))
                .sorted(Comparator.comparingInt(material.items()::indexOf))
                .toList();
    }

    private void expired(EvidenceRecord record, Instant retrievedAt) {
        String item = material.expires();
        if (item == null) {
            return;
        }
        LocalDate lastDay = date(record.values().get(item));
        if (lastDay != null
                && lastDay.isBefore(today)
                && !lastDay.isBefore(LocalDate.ofInstant(retrievedAt, ValueTypes.ZONE))) {
            changes.add(new ChangeRow(
                    material.id(),
                    material.label(),
                    Kind.EXPIRED,
                    item,
                    label(item),
                    record.values().get(item),
                    null));
        }
    }

    private Label label(String name) {
        return resource.item(name).map(Item::label).orElse(Words.same(name));
    }

    static boolean equal(ItemType type, @Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.equals(other)) {
            return Objects.equals(one, other);
        }
        try {
            return switch (type) {
                case INTEGER, DECIMAL -> new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
                case TIMESTAMP ->
                    OffsetDateTime.parse(one.replace(' ', 'T')).isEqual(OffsetDateTime.parse(other.replace(' ', 'T')));
                default -> false;
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            return false;
        }
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
