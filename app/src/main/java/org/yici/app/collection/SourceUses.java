package org.yici.app.collection;

import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.definition.DefinitionUses;
import org.yici.kernel.resource.Label;

/** Resources use the source that they are collected from. */
@Component
class SourceUses implements DefinitionUses {
    private final Catalogue catalogue;

    SourceUses(@Lazy Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<Label> of(String kind, String name) {
        return catalogue.resources().stream()
                .filter(resource ->
                        kind.equals(SourceKind.ID) && resource.source().source().equals(name))
                .map(resource -> new Label("信息资源 " + resource.code(), "resource " + resource.code()))
                .toList();
    }
}
