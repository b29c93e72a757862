package org.yici.app.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The published items with their diagrams and rules. */
@Component
public class ItemShelf {
    private final Map<String, Published> items = new ConcurrentHashMap<>();

    record Published(ServiceItem item, Resource bpmn, RuleBook rules) {}

    void put(Published published) {
        items.put(published.item().slug(), published);
    }

    public Optional<ServiceItem> find(String slug) {
        return Optional.ofNullable(items.get(slug)).map(Published::item);
    }

    Optional<Published> published(String slug) {
        return Optional.ofNullable(items.get(slug));
    }

    public RuleBook rules(String slug) {
        return published(slug)
                .map(Published::rules)
                .orElseThrow(() -> new IllegalStateException("The service item " + slug + " is not published"));
    }

    public List<ServiceItem> all() {
        return items.values().stream()
                .map(Published::item)
                .sorted(Comparator.comparing(ServiceItem::slug))
                .toList();
    }
}
