package org.yici.app.web.portal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItems;
import org.yici.app.web.frame.Figures;
import org.yici.app.web.frame.Paging;

/** The home page: what can be applied for, and the district's whole list to search in. */
@Controller
class HomeController {
    private static final int SIZE = 15;

    // Words of the list's own names, so each link leads to items that exist.
    private static final List<Theme> THEMES = List.of(
            new Theme("birth", "生育"),
            new Theme("school", "教育"),
            new Theme("work", "就业"),
            new Theme("housing", "房"),
            new Theme("vehicle", "机动车"),
            new Theme("insurance", "保险"),
            new Theme("company", "企业"),
            new Theme("food", "食品"),
            new Theme("disability", "残疾"),
            new Theme("retirement", "退休"));

    private final ServiceItems items;
    private final ServiceDirectory directory;
    private final Figures figures;

    HomeController(ServiceItems items, ServiceDirectory directory, Figures figures) {
        this.items = items;
        this.directory = directory;
        this.figures = figures;
    }

    /** A life event or theme that leads to a search. */
    record Theme(String key, String word) {}

    @GetMapping("/")
    String home(
            @RequestParam(defaultValue = "person") String tab,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        boolean company = tab.equals("company");
        var filter = new ServiceDirectory.Filter(q, department, kind);
        boolean searching = !q.isBlank() || !department.isEmpty() || !kind.isEmpty() || page > 1;
        model.addAttribute("tab", company ? "company" : "person");
        model.addAttribute("filter", filter);
        model.addAttribute("searching", searching);
        model.addAttribute(
                "online",
                items.all().stream()
                        .filter(item -> searching ? matches(item, q.strip()) : isForCompanies(item) == company)
                        .toList());
        model.addAttribute("onlineByName", onlineByName());
        model.addAttribute("list", directory.search(filter, Paging.index(page), SIZE));
        model.addAttribute("departments", directory.departments());
        model.addAttribute("kinds", directory.kinds());
        model.addAttribute(
                "themes",
                THEMES.stream()
                        .filter(theme -> directory.count(theme.word()) > 0)
                        .toList());
        model.addAttribute("directorySize", directory.size());
        model.addAttribute("figures", figures.totals());
        model.addAttribute(
                "base",
                UriComponentsBuilder.fromPath("/")
                                .queryParam("q", q)
                                .queryParam("department", department)
                                .queryParam("kind", kind)
                                .encode()
                                .build()
                        + "&");
        return "portal/home";
    }

    private static boolean isForCompanies(ServiceItem item) {
        return item.parties().getFirst().company();
    }

    private static boolean matches(ServiceItem item, String text) {
        return text.isEmpty()
                || item.label().zh().contains(text)
                || item.label().en().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    // An item that the list lacks is declared with the code of the nearest one, so the name must agree too.
    private Map<String, ServiceItem> onlineByName() {
        return items.all().stream()
                .collect(Collectors.toMap(
                        item -> item.code() + item.label().zh(), Function.identity(), (first, second) -> first));
    }
}
