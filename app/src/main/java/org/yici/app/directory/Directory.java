package org.yici.app.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.yici.app.directory.ServiceList.Line;
import org.yici.app.identity.Identities;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItems;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;

/**
 * Every public service that people can look up: the district's list and what can be applied for here, each once. Without a pack the
 * list is empty.
 */
@Component
public class Directory {
    private final ServiceItems items;
    private final Identities identities;

    private List<Line> lines = List.of();
    private GuideBook guides = GuideBook.EMPTY;
    private SearchWords words = SearchWords.EMPTY;
    private @Nullable Prepared prepared;

    Directory(ServiceItems items, Identities identities) {
        this.items = items;
        this.identities = identities;
    }

    /** The list as it stands with the items that could be applied for when it was prepared. */
    private record Prepared(
            List<ServiceItem> online,
            List<PublicService> services,
            Map<String, PublicService> byAddress,
            Search search) {}

    /**
     * Takes a pack's files.
     *
     * @param list the services, CSV
     * @param english their names in English, CSV; may be absent
     * @param guides what guides say beyond the list
     * @param words how people speak of the services
     * @throws IllegalStateException if a file cannot be read; the message says where
     */
    public synchronized void publish(
            Resource list, Resource english, @Nullable GuideBook guides, @Nullable SearchWords words) {
        this.lines = ServiceList.read(list, english);
        this.guides = guides == null ? GuideBook.EMPTY : guides;
        this.words = words == null ? SearchWords.EMPTY : words;
        this.prepared = null;
        prepared();
    }

    /** What is found, the best first; everything if nothing is asked for. */
    public Page<Match> search(Query query, int page, int size) {
        List<Match> found = prepared().search().find(query);
        int from = (int) Math.min(found.size(), (long) page * size);
        return new Page<>(found.subList(from, Math.min(found.size(), from + size)), page, size, found.size());
    }

    /** The services whose names are nearest to a text of which nothing was found. */
    public List<PublicService> nearest(String text, int most) {
        return prepared().search().nearest(text, most);
    }

    /** A service by its address or its whole code, in any case. */
    public Optional<PublicService> find(String address) {
        return Optional.ofNullable(prepared().byAddress().get(address.toLowerCase(Locale.ROOT)));
    }

    /** The other services of the same main item. */
    public List<PublicService> siblings(PublicService service) {
        return service.group().isEmpty()
                ? List.of()
                : prepared().services().stream()
                        .filter(other -> other.group().equals(service.group())
                                && !other.address().equals(service.address()))
                        .toList();
    }

    /** What the law says of every service of this one's kind, if the pack has it. */
    public Optional<GuideBook.Law> law(PublicService service) {
        return guides.law(service.kind());
    }

    /** The life events that lead to services. */
    public List<SearchWords.Event> events() {
        return words.events();
    }

    /** Departments with the number of their services, the largest first. */
    public Map<Label, Long> departments() {
        Map<Label, Long> counted = prepared().services().stream()
                .filter(PublicService::listed)
                .collect(Collectors.groupingBy(service -> service.office().label(), Collectors.counting()));
        Map<Label, Long> sorted = new LinkedHashMap<>();
        counted.entrySet().stream()
                .sorted(Map.Entry.<Label, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().zh()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Kinds of acts with the number of services, by code. */
    public Map<Integer, Long> kinds() {
        return prepared().services().stream()
                .filter(service -> service.kind().matches("\\d{1,2}"))
                .collect(Collectors.groupingBy(
                        service -> Integer.valueOf(service.kind()), TreeMap::new, Collectors.counting()));
    }

    /** How many services the district's list has. */
    public synchronized int size() {
        return lines.size();
    }

    /** How many services there are that the district's list lacks. */
    public long unlisted() {
        return prepared().services().stream()
                .filter(service -> !service.listed())
                .count();
    }

    private synchronized Prepared prepared() {
        List<ServiceItem> online = items.all();
        if (prepared == null || !prepared.online().equals(online)) {
            List<PublicService> services = services(online);
            Map<String, PublicService> byAddress = new HashMap<>();
            // An item that the list lacks is declared with the code of the nearest one, to which that code leads.
            services.stream().filter(PublicService::listed).forEach(service -> {
                byAddress.put(service.code().toLowerCase(Locale.ROOT), service);
                byAddress.put(ServiceList.address(service.code()).toLowerCase(Locale.ROOT), service);
            });
            services.forEach(service -> byAddress.put(service.address().toLowerCase(Locale.ROOT), service));
            prepared = new Prepared(online, services, byAddress, new Search(services, words));
        }
        return prepared;
    }

    private List<PublicService> services(List<ServiceItem> online) {
        List<PublicService> services = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (Line line : lines) {
            // The name must agree too: an item that the list lacks has the code of the nearest one.
            ServiceItem item = online.stream()
                    .filter(one ->
                            one.code().equals(line.code()) && one.label().zh().equals(line.name()))
                    .findFirst()
                    .orElse(null);
            if (item != null) {
                listed.add(item.slug());
            }
            services.add(new PublicService(
                    item == null ? line.address() : item.slug(),
                    line.code(),
                    item == null
                            ? new PublicService.Name(line.name(), line.english())
                            : PublicService.Name.of(item.label()),
                    line.group(),
                    guides.office(line.department()),
                    line.kind(),
                    line.creditCode(),
                    item));
        }
        online.stream()
                .filter(item -> !listed.contains(item.slug()))
                .sorted(Comparator.comparing(ServiceItem::slug))
                .forEach(item -> services.add(unlisted(item)));
        return List.copyOf(services);
    }

    private PublicService unlisted(ServiceItem item) {
        Label department = identities
                .department(item.department())
                .map(found -> found.label())
                .orElse(new Label(item.department(), item.department()));
        return new PublicService(
                item.slug(),
                item.code(),
                PublicService.Name.of(item.label()),
                "",
                new Office(department, null).in(guides.hall()),
                "",
                "",
                item);
    }
}
