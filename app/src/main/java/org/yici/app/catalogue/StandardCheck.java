package org.yici.app.catalogue;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;

/** A resource's items keep to the standards that they follow, which are in force. */
@Component
class StandardCheck implements ResourceCheck {
    private final Standards standards;

    StandardCheck(Standards standards) {
        this.standards = standards;
    }

    @Override
    public List<Label> faults(Resource resource) {
        return resource.items().stream().flatMap(this::faults).toList();
    }

    private Stream<Label> faults(Item item) {
        String code = item.standard();
        return code == null
                ? Stream.empty()
                : standards
                        .find(code)
                        .map(standard -> StandardRules.faults(item, standard))
                        .orElseGet(() -> List.of(Label.of(
                                "信息项 %s：没有现行的数据标准 %s；现行的有 %s",
                                "Item %s: there is no standard %s in force; there are %s",
                                item.code(),
                                code,
                                standards.all().stream()
                                        .map(standard -> standard.code())
                                        .toList())))
                        .stream();
    }
}
