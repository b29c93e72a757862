package org.yici.app.catalogue;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.definition.DefinitionUses;
import org.yici.kernel.resource.Label;

/** Resources use the standards that their items follow. */
@Component
class StandardUses implements DefinitionUses {
    private final Catalogue catalogue;

    StandardUses(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<Label> of(String kind, String name) {
        return kind.equals(StandardKind.ID)
                ? catalogue.resources().stream()
                        .filter(resource -> resource.items().stream().anyMatch(item -> name.equals(item.standard())))
                        .map(resource -> Label.of("信息资源 %s", "resource %s", resource.code()))
                        .toList()
                : List.of();
    }
}
