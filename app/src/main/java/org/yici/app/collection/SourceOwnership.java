package org.yici.app.collection;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.ResourceCheck;
import org.yici.kernel.resource.Label;
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
    public List<Label> faults(Resource resource) {
        String source = resource.source().source();
        String owner = owner(source);
        return owner.equals(resource.provider())
                ? List.of()
                : List.of(Label.of(
                        "数据源 %s 属于部门 %s，而信息资源属于部门 %s；部门只能发布自己数据源中的数据",
                        "The source %s is the department %s's, and the resource is %s's; only a department's own source can be published",
                        source,
                        owner,
                        resource.provider()));
    }

    /** One that is not connected yet is the department's of its name, as the settings take it too. */
    private String owner(String source) {
        return store.department(source)
                .or(() -> Optional.ofNullable(settings.sources().get(source))
                        .flatMap(database -> Optional.ofNullable(database.department())))
                .orElse(source);
    }
}
