package org.yici.app.collection;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.ResourceCheck;
import org.yici.kernel.resource.Resource;

/** A department publishes what its own databases hold: a resource may not be collected from another department's source. */
@Component
class SourceOwnership implements ResourceCheck {
    private final CollectionStore store;
    private final CollectionProperties settings;

    SourceOwnership(CollectionStore store, CollectionProperties settings) {
        this.store = store;
        this.settings = settings;
    }

    @Override
    public List<String> faults(Resource resource) {
        String source = resource.source().source();
        String owner = owner(source);
        return owner.equals(resource.provider())
                ? List.of()
                : List.of("The source " + source + " is the department " + owner + "'s, and the resource is "
                        + resource.provider() + "'s; only a department's own source can be published");
    }

    /** One that is not connected yet is the department's of its name, as the settings take it too. */
    private String owner(String source) {
        return store.department(source)
                .or(() -> Optional.ofNullable(settings.sources().get(source))
                        .flatMap(database -> Optional.ofNullable(database.department())))
                .orElse(source);
    }
}
