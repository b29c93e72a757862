package org.yici.app.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final List<ResourceCheck> checks;
    private final ApplicationEventPublisher events;

    PublishedCatalogue(CatalogueStore store, List<ResourceCheck> checks, ApplicationEventPublisher events) {
        this.store = store;
        this.checks = List.copyOf(checks);
        this.events = events;
    }

    @Override
    public List<Resource> resources() {
        return store.newest();
    }

    @Override
    public Optional<Resource> resource(String code) {
        return store.newest(code).filter(edition -> !edition.withdrawn()).map(CatalogueStore.Edition::resource);
    }

    @Override
    public Optional<Resource> newest(String code) {
        return store.newest(code).map(CatalogueStore.Edition::resource);
    }

    @Override
    @Transactional
    public int publish(Resource resource) {
        store.lock(resource.code());
        Optional<CatalogueStore.Edition> current = store.newest(resource.code());
        if (current.isPresent()
                && !current.get().withdrawn()
                && current.get().resource().equals(resource)) {
            return current.get().number();
        }
        List<String> faults = own(resource);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        int number = current.map(CatalogueStore.Edition::number).orElse(0) + 1;
        store.insert(number, resource);
        events.publishEvent(new ResourcePublished(resource, number));
        return number;
    }

    @Override
    public List<String> faults(Resource resource) {
        return Stream.concat(own(resource).stream(), checks.stream().flatMap(check -> check.faults(resource).stream()))
                .toList();
    }

    @Override
    @Transactional
    public void withdraw(String code) {
        store.lock(code);
        store.newest(code).filter(edition -> !edition.withdrawn()).ifPresent(edition -> {
            store.withdraw(code, edition.number());
            events.publishEvent(new ResourceWithdrawn(edition.resource()));
        });
    }

    private List<String> own(Resource resource) {
        List<String> faults = new ArrayList<>();
        unknownLinking(resource, faults);
        store.newest(resource.code()).ifPresent(edition -> contradictions(edition.resource(), resource, faults));
        return faults;
    }

    private static void unknownLinking(Resource resource, List<String> faults) {
        Linking linking = resource.linking();
        if (linking != null) {
            List<String> columns = ModelFiles.named(linking.model()).columns();
            for (String column : linking.columns().keySet()) {
                if (!columns.contains(column)) {
                    faults.add("Resource " + resource.code() + ": the linkage model " + linking.model()
                            + " has no column '" + column + "'; it has " + String.join(", ", columns));
                }
            }
        }
    }

    /** An item's code, once given, names the same item for ever, and a stored column keeps its type. */
    private static void contradictions(Resource before, Resource after, List<String> faults) {
        if (!before.table().equals(after.table())) {
            faults.add("Resource " + after.code() + " is stored in table " + before.table()
                    + "; a new edition cannot move it to " + after.table());
        }
        for (Item old : before.items()) {
            for (Item item : after.items()) {
                if (item.code().equals(old.code()) != item.name().equals(old.name())) {
                    faults.add("Item code " + old.code() + " belongs to '" + old.name()
                            + "' since an earlier edition; give the new item '" + item.name() + "' the next free code");
                }
                if (item.name().equals(old.name())
                        && !item.type().sqlType().equals(old.type().sqlType())) {
                    faults.add("Item '" + item.name() + "' of " + after.code() + " was stored as " + old.type()
                            + "; add a new item for the type " + item.type());
                }
            }
        }
    }
}
