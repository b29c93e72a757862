package org.yici.app.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yici.app.definition.Finding;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.kernel.cleaning.CleaningPlan;
import org.yici.kernel.linking.ModelFiles;
import org.yici.kernel.resource.InvalidResourceException;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Label;
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
    public String[] codesOf(String department) {
        return store.codesOf(department).toArray(String[]::new);
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
        List<Label> faults = own(resource);
        if (!faults.isEmpty()) {
            throw new InvalidDefinitionException(
                    faults.stream().map(fault -> new Finding(0, fault)).toList());
        }
        int number = current.map(CatalogueStore.Edition::number).orElse(0) + 1;
        store.insert(number, resource);
        events.publishEvent(new ResourcePublished(resource, number));
        return number;
    }

    @Override
    public List<Label> faults(Resource resource) {
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

    private List<Label> own(Resource resource) {
        List<Label> faults = new ArrayList<>();
        unknownLinking(resource, faults);
        try {
            CleaningPlan.compile(resource, 1);
        } catch (InvalidResourceException e) {
            faults.add(e.told());
        }
        store.newest(resource.code()).ifPresent(edition -> contradictions(edition.resource(), resource, faults));
        return faults;
    }

    private static void unknownLinking(Resource resource, List<Label> faults) {
        Linking linking = resource.linking();
        if (linking != null) {
            if (!ModelFiles.NAMES.contains(linking.model())) {
                faults.add(Label.of(
                        "信息资源 %s：没有关联模型“%s”，可用的是 %s",
                        "Resource %s: there is no linkage model '%s'; known are %s",
                        resource.code(),
                        linking.model(),
                        ModelFiles.NAMES));
                return;
            }
            List<String> columns = ModelFiles.named(linking.model()).columns();
            for (String column : linking.columns().keySet()) {
                if (!columns.contains(column)) {
                    faults.add(Label.of(
                            "信息资源 %s：关联模型 %s 没有列“%s”，它的列是 %s",
                            "Resource %s: the linkage model %s has no column '%s'; it has %s",
                            resource.code(),
                            linking.model(),
                            column,
                            columns));
                }
            }
        }
    }

    /** An item's code, once given, names the same item for ever, and a stored column keeps its type. */
    private static void contradictions(Resource before, Resource after, List<Label> faults) {
        if (!before.table().equals(after.table())) {
            faults.add(Label.of(
                    "信息资源 %s 存在表 %s 中，新版本不能改存到 %s",
                    "Resource %s is stored in table %s; a new edition cannot move it to %s",
                    after.code(),
                    before.table(),
                    after.table()));
        }
        for (Item old : before.items()) {
            for (Item item : after.items()) {
                if (item.code().equals(old.code()) != item.name().equals(old.name())) {
                    faults.add(Label.of(
                            "信息项代码 %s 自先前版本起属于“%s”，请给新的信息项“%s”用下一个未用过的代码",
                            "Item code %s belongs to '%s' since an earlier edition; give the new item '%s' the next free code",
                            old.code(),
                            old.name(),
                            item.name()));
                }
                if (item.name().equals(old.name())
                        && !item.type().sqlType().equals(old.type().sqlType())) {
                    faults.add(Label.of(
                            "%2$s 的信息项“%1$s”以前按 %3$s 存储，类型 %4$s 请用新的信息项",
                            "Item '%s' of %s was stored as %s; add a new item for the type %s",
                            item.name(),
                            after.code(),
                            old.type(),
                            item.type()));
                }
            }
        }
    }
}
