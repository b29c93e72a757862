package org.yici.app.catalogue;

import java.util.List;
import java.util.TreeSet;
import org.yici.kernel.resource.DataStandard;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.ItemType;
import org.yici.kernel.resource.Label;

/** Whether an item keeps to the standard that it says it follows. */
final class StandardRules {
    private StandardRules() {}

    /** What is wrong with an item; empty if it keeps to the standard. */
    static List<Label> faults(Item item, DataStandard standard) {
        if (item.type() != standard.type()) {
            return List.of(Label.of(
                    "信息项 %s：数据标准 %s 的类型是 %s，不是 %s",
                    "Item %s: the standard %s is of type %s, not %s",
                    item.code(),
                    standard.code(),
                    standard.type(),
                    item.type()));
        }
        if (item.type() != ItemType.CODE) {
            return List.of();
        }
        if (item.codes().isEmpty()) {
            return List.of(Label.of(
                    "信息项 %s：请用 codes 写明本部门的代码对应数据标准 %s 的哪个取值",
                    "Item %s: say by codes which value of the standard %s each code of the department leads to",
                    item.code(),
                    standard.code()));
        }
        return new TreeSet<>(item.codes().values())
                .stream()
                        .filter(value -> !standard.values().containsKey(value))
                        .map(value -> Label.of(
                                "信息项 %s：数据标准 %s 没有取值“%s”，它的取值是 %s",
                                "Item %s: the standard %s has no value '%s'; its values are %s",
                                item.code(),
                                standard.code(),
                                value,
                                standard.values().keySet()))
                        .toList();
    }
}
