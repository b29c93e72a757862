package org.yici.app.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Linking;
import org.yici.kernel.resource.Resource;

@Service
class PublishedCatalogue implements Catalogue {
    private final CatalogueStore store;
    private final ApplicationEventPublisher events;

    PublishedCatalogue(CatalogueStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    @Override
    public List<Resource> resources() {
        return store.newest();
    }

    @Override
    public Optional<Resource> resource(String code) {
        return store.newest(code).map(CatalogueStore.Edition::resource);
    }

    @Override
    @Transactional
    public int publish(Resource resource) {
        store.lock(resource.code());
        Optional<CatalogueStore.Edition> current = store.newest(resource.code());
        if (current.isPresent() && current.get().resource().equals(resource)) {
            return current.get().number();
        }
        refuseUnknownLinking(resource);
        current.ifPresent(edition -> refuseContradiction(edition.resource(), resource));
        int number = current.map(CatalogueStore.Edition::number).orElse(0) + 1;
        store.insert(number, resource);
        events.publishEvent(new ResourcePublished(resource, number));
        return number;
    }

    private static void refuseUnknownLinking(Resource resource) {
        Linking linking = resource.linking();
        if (linking != null) {
            List<String> columns = ModelFiles.named(linking.model()).columns();
            for (String column : linking.columns().keySet()) {
                if (!columns.contains(column)) {
                    throw new IllegalArgumentException(
                            "Resource " + resource.code() + ": the linkage model " + linking.model()
                                    + " has no column '" + column + "'; it has " + String.join(", ", columns));
                }
            }
        }
    }

    /** An item's code, once given, names the same item for ever, and a stored column keeps its type. */
    private static void refuseContradiction(Resource before, Resource after) {
        if (!before.table().equals(after.table())) {
            throw new IllegalArgumentException("Resource " + after.code() + " is stored in table " + before.table()
                    + "; a new edition cannot move it to " + after.table());
        }
        for (Item old : before.items()) {
            for (Item item : after.items()) {
                if (item.code().equals(old.code()) != item.name().equals(old.name())) {
                    throw new IllegalArgumentException("Item code " + old.code() + " belongs to '" + old.name()
                            + "' since an earlier edition; give the new item '" + item.name() + "' the next free code");
                }
                if (item.name().equals(old.name())
                        && !item.type().sqlType().equals(old.type().sqlType())) {
                    throw new IllegalArgumentException("Item '" + item.name() + "' of " + after.code()
                            + " was stored as " + old.type() + "; add a new item for the type " + item.type());
                }
            }
        }
    }
}
