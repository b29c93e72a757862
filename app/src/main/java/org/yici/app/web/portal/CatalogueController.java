package org.yici.app.web.portal;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.catalogue.Standards;
import org.yici.app.collection.Collection;
import org.yici.app.collection.SourceTables;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Figures;
import org.yici.app.web.frame.Paging;
import org.yici.kernel.resource.DataStandard;
import org.yici.kernel.resource.Item;
import org.yici.kernel.resource.Resource;

/** The catalogue of information resources, open to everybody: it describes data and shows none. */
@Controller
class CatalogueController {
    private static final int SIZE = 20;

    private final Catalogue catalogue;
    private final Standards standards;
    private final Collection collection;
    private final SourceTables tables;
    private final Figures figures;

    CatalogueController(
            Catalogue catalogue, Standards standards, Collection collection, SourceTables tables, Figures figures) {
        this.catalogue = catalogue;
        this.standards = standards;
        this.collection = collection;
        this.tables = tables;
        this.figures = figures;
    }

    @GetMapping("/catalogue")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        List<Resource> all = catalogue.resources();
        List<Resource> found = all.stream()
                .filter(resource -> department.isEmpty() || resource.provider().equals(department))
                .filter(resource -> matches(resource, q.strip().toLowerCase(Locale.ROOT)))
                .toList();
        int index = Paging.index(page);
        int from = Math.min(found.size(), index * SIZE);
        model.addAttribute(
                "list",
                new Page<>(found.subList(from, Math.min(found.size(), from + SIZE)), index, SIZE, found.size()));
        model.addAttribute("published", all.size());
        model.addAttribute("records", figures.records());
        model.addAttribute("q", q);
        model.addAttribute("department", department);
        model.addAttribute(
                "providers", all.stream().map(Resource::provider).distinct().toList());
        model.addAttribute(
                "base",
                UriComponentsBuilder.fromPath("/catalogue")
                                .queryParam("q", q)
                                .queryParam("department", department)
                                .encode()
                                .build()
                        + "&");
        return "portal/catalogue";
    }

    @GetMapping("/catalogue/{front}/{back}")
    String resource(
            @PathVariable String front, @PathVariable String back, @CurrentUser @Nullable User user, Model model) {
        Resource resource = catalogue
                .resource(front + "/" + back)
                .orElseThrow(() -> new NoSuchElementException("No resource " + front + "/" + back));
        model.addAttribute("resource", resource);
        model.addAttribute(
                "standards",
                standards.all().stream().collect(Collectors.toMap(DataStandard::code, Function.identity())));
        model.addAttribute("technical", seesSource(user, resource));
        model.addAttribute("records", figures.records().getOrDefault(resource.code(), 0L));
        model.addAttribute(
                "source",
                collection.sources().stream()
                        .filter(source ->
                                source.source().name().equals(resource.source().source()))
                        .findFirst()
                        .orElse(null));
        // What is wrong with one table is not said of the resources of another.
        model.addAttribute(
                "sourceTable",
                tables.tables().stream()
                        .filter(table -> table.source().equals(resource.source().source())
                                && table.schema().equals(resource.source().schema())
                                && table.table().equals(resource.source().table()))
                        .findFirst()
                        .orElse(null));
        return "portal/resource";
    }

    /** The department's own tables and columns are for those who run the collection, not for the public. */
    private static boolean seesSource(@Nullable User user, Resource resource) {
        return user != null
                && (user.is(Role.OPERATOR)
                        || user.is(Role.AUDITOR)
                        || (user.is(Role.STEWARD) && resource.provider().equals(user.department())));
    }

    private static boolean matches(Resource resource, String text) {
        return text.isEmpty()
                || contains(resource.label().zh(), text)
                || contains(resource.label().en(), text)
                || contains(resource.code(), text)
                || resource.items().stream().anyMatch(item -> matches(item, text));
    }

    private static boolean matches(Item item, String text) {
        return contains(item.label().zh(), text) || contains(item.label().en(), text) || contains(item.name(), text);
    }

    private static boolean contains(String value, String text) {
        return value.toLowerCase(Locale.ROOT).contains(text);
    }
}
