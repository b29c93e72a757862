package org.yici.kernel.cleaning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** One value through the plan of a resource with one item of a type. */
final class Values {
    private Values() {}

    static CleaningPlan plan(ItemType type, boolean endless) {
        return plan(type, endless, null);
    }

    static CleaningPlan plan(ItemType type, boolean endless, @Nullable String zone) {
        Label label = new Label("项", "item");
        Item item = new Item(
                "GA5100/0000010001",
                "item",
                label,
                type,
                SecurityLevel.L1,
                false,
                false,
                List.of("raw"),
                Map.of(),
                endless,
                null,
                null);
        SourceTable source = new SourceTable("source", "public", "t", List.of("id"), zone);
        return CleaningPlan.compile(
                new Resource(
                        "GA5100/000001", "t", label, label, "department", source, Sharing.CONDITIONAL, List.of(item)),
                1);
    }

    static Cleaning clean(ItemType type, String raw) {
        return plan(type, false).clean(Map.of("raw", raw));
    }

    static Cleaning passed(@Nullable String standard) {
        Map<String, @Nullable String> values = new HashMap<>();
        values.put("item", standard);
        return new Cleaning.Cleaned(new java.util.ArrayList<>(values.values()));
    }
}
