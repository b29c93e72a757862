package org.yici.app.casework.file;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yici.app.casework.EvidenceChange;
import org.yici.app.casework.EvidenceChange.Kind;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.WriteBack;
import org.yici.kernel.resource.Label;

/**
 * A change as it is kept; {@link EvidenceChange} is what others see of it.
 *
 * @param material id of the material, or of the step whose register refused
 * @param label name of the material or step
 * @param item name of the item, null if the change is not about one item
 * @param before value that the case was built on, masked as the exchange gave it; null if there was none
 * @param after value that the exchange gives now
 */
public record ChangeRow(
        String material,
        Label label,
        Kind kind,
        @Nullable String item,
        @Nullable Label itemLabel,
        @Nullable String before,
        @Nullable String after) {
    public static ChangeRow value(
            ServiceItem.Material material,
            String item,
            Label itemLabel,
            @Nullable String before,
            @Nullable String after) {
        return new ChangeRow(material.id(), material.label(), Kind.VALUE, item, itemLabel, before, after);
    }

    public static ChangeRow of(
            ServiceItem.Material material, Kind kind, @Nullable String before, @Nullable String after) {
        return new ChangeRow(material.id(), material.label(), kind, null, null, before, after);
    }

    /** What is needed may not be read before the material's party consents again. */
    public static ChangeRow consent(ServiceItem.Material material) {
        return of(material, Kind.CONSENT, null, null);
    }

    /** Whether nothing but consents is missing, so that it goes on as soon as they are given. */
    public static boolean isForConsent(List<ChangeRow> changes) {
        return !changes.isEmpty() && changes.stream().allMatch(change -> change.kind() == Kind.CONSENT);
    }

    /** For the timeline, which every party reads: which materials and items, without values. */
    public static Label summary(List<ChangeRow> changes) {
        return new Label(names(changes, "zh", "、"), names(changes, "en", ", "));
    }

    private static String names(List<ChangeRow> changes, String language, String separator) {
        return changes.stream()
                .map(row -> row.itemLabel() == null
                        ? row.label().in(language)
                        : row.label().in(language) + " · " + row.itemLabel().in(language))
                .distinct()
                .collect(Collectors.joining(separator));
    }

    public static ChangeRow refusedBy(WriteBack target, String reason) {
        return new ChangeRow(target.id(), target.label(), Kind.REGISTER, null, null, null, reason);
    }
}
