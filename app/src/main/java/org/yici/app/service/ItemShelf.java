package org.yici.app.service;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.dmn.engine.DmnEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.definition.YamlText;

/** The published items, each edition with its diagram and rules. What another instance publishes is here a second later. */
@Component
public class ItemShelf {
    private static final Logger log = LoggerFactory.getLogger(ItemShelf.class);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EditionStore store;
    private final DmnEngine rules;
    private final Catalogue catalogue;
    private final Map<String, Published> read = new ConcurrentHashMap<>();
    private final Set<EditionStore.Key> unreadable = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Index index;

    ItemShelf(EditionStore store, DmnEngine rules, Catalogue catalogue) {
        this.store = store;
        this.rules = rules;
        this.catalogue = catalogue;
    }

    private record Published(ServiceItem item, Resource bpmn, RuleBook rules, String process) {}

    private record Index(List<EditionStore.Key> editions, long at) {}

    /** The item that can be applied for. */
    public Optional<ServiceItem> find(String slug) {
        return editions().stream()
                .filter(edition -> edition.inForce() && edition.slug().equals(slug))
                .findFirst()
                .flatMap(this::readable);
    }

    /**
     * The edition with which a case was begun.
     *
     * @throws IllegalStateException if it was never published
     */
    public ServiceItem edition(String slug, int number) {
        return published(slug, number).item();
    }

    /** The newest edition, be it in force or withdrawn. */
    public Optional<ServiceItem> newest(String slug) {
        return editions().stream()
                .filter(edition -> edition.slug().equals(slug))
                .findFirst()
                .flatMap(this::readable);
    }

    public RuleBook rules(ServiceItem item) {
        return published(item.slug(), item.edition()).rules();
    }

    /** Id of an item's process in the engine. */
    public String process(ServiceItem item) {
        return published(item.slug(), item.edition()).process();
    }

    Resource diagram(ServiceItem item) {
        return published(item.slug(), item.edition()).bpmn();
    }

    /** Those that can be applied for, by slug. One that this version cannot read is left out, so that the others stay. */
    public List<ServiceItem> all() {
        return editions().stream()
                .filter(EditionStore.Key::inForce)
                .flatMap(edition -> readable(edition).stream())
                .toList();
    }

    /** All editions that a case may be of, by slug, the newest of each item first. */
    public List<ServiceItem> allEditions() {
        return editions().stream()
                .flatMap(edition -> readable(edition).stream())
                .toList();
    }

    private Optional<ServiceItem> readable(EditionStore.Key edition) {
        try {
            return Optional.of(published(edition.slug(), edition.number()).item());
        } catch (IllegalArgumentException e) {
            if (unreadable.add(edition)) {
                log.error(
                        "Edition {} of the service item {} cannot be read by this version, and is left out: {}",
                        edition.number(),
                        edition.slug(),
                        e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Something was published or withdrawn. */
    void forgetIndex() {
        index = null;
    }

    private List<EditionStore.Key> editions() {
        Index known = index;
        if (known == null || System.nanoTime() - known.at() > FRESH_NANOS) {
            known = new Index(store.all(), System.nanoTime());
            index = known;
        }
        return known.editions();
    }

    private Published published(String slug, int number) {
        String key = slug + "#" + number;
        Published known = read.get(key);
        if (known == null) {
            known = read(store.find(slug, number)
                    .orElseThrow(() -> new IllegalStateException(
                            "Edition " + number + " of the service item " + slug + " is not published")));
            read.put(key, known);
        }
        return known;
    }

    private Published read(EditionStore.Row row) {
        ItemFiles files = ItemFiles.of(row.files());
        RuleBook book = RuleBook.read(rules, files.rules());
        ServiceItem declared = YamlText.read(files.item(), ServiceItem.class);
        ServiceItem item = declared.published(ValueTypes.of(declared, catalogue, book), row.number());
        Resource bpmn =
                new ByteArrayResource(files.process().getBytes(StandardCharsets.UTF_8), "process of " + row.slug());
        return new Published(item, bpmn, book, row.process());
    }
}
