package org.yici.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;
import org.yici.kernel.resource.Sharing;
import org.yici.kernel.resource.SourceTable;

/** Resources over tables of departments. */
public final class Resources {
    private Resources() {}

    /** A resource over a table (id bigint primary key, …) with required citizen ID and name, a code and an amount. */
    static Resource resource(int number, String source, String table) {
        Map<String, ItemType> items = new LinkedHashMap<>();
        items.put("id_no", ItemType.CITIZEN_ID);
        items.put("name", ItemType.NAME);
        items.put("status", ItemType.CODE);
        items.put("amount", ItemType.DECIMAL);
        return resource(number, source, table, items, Map.of("在", "normal", "亡", "deceased"));
    }

    public static Resource resource(
            int number, String source, String table, Map<String, ItemType> types, Map<String, String> codes) {
        String code = String.format("GA5100/%06d", number);
        List<Item> items = new ArrayList<>();
        types.forEach((name, type) -> items.add(new Item(
                code + String.format("%04d", items.size() + 1),
                name,
                new Label(name, name),
                type,
                SecurityLevel.L2,
                type == ItemType.CITIZEN_ID,
                type == ItemType.CITIZEN_ID,
                List.of(name.equals("id_no") ? "sfzh" : name),
                type == ItemType.CODE ? codes : Map.of())));
        return new Resource(
                code,
                table,
                new Label(table, table),
                new Label(table, table),
                source,
                new SourceTable(source, "public", table, List.of("id")),
                Sharing.CONDITIONAL,
                items);
    }

    static String ddl(String table) {
        return "create table " + table + " (id bigint primary key, sfzh text, name text, status text, amount text)";
    }
}
