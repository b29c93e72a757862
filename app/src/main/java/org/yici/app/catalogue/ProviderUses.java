package org.yici.app.catalogue;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yici.app.definition.DefinitionUses;
import org.yici.kernel.resource.Label;

/** Resources use the department that provides them. */
@Component
class ProviderUses implements DefinitionUses {
    private final Catalogue catalogue;

    ProviderUses(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<Label> of(String kind, String name) {
        return catalogue.resources().stream()
                .filter(resource ->
                        kind.equals("department") && resource.provider().equals(name))
                .map(resource -> new Label("信息资源 " + resource.code(), "resource " + resource.code()))
                .toList();
    }
}
