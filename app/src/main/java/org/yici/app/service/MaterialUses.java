package org.yici.app.service;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.definition.DefinitionUses;
import org.yici.kernel.resource.Label;

/** Service items use the resources of their materials and the departments that handle them. */
@Component
class MaterialUses implements DefinitionUses {
    private final ItemShelf shelf;

    MaterialUses(ItemShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public List<Label> of(String kind, String name) {
        return shelf.all().stream()
                .filter(item -> switch (kind) {
                    case "resource" -> item.materials().stream().anyMatch(material -> name.equals(material.resource()));
                    case "department" -> item.departments().contains(name);
                    default -> false;
                })
                .map(item -> new Label("事项“" + item.label().zh() + "”", "service item " + item.slug()))
                .toList();
    }
}
