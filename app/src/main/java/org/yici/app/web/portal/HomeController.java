package org.yici.app.web.portal;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.directory.Directory;
import org.yici.app.directory.Query;
import org.yici.app.directory.SearchWords;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItems;
import org.yici.app.web.frame.Figures;
import org.yici.app.web.frame.Frame;
import org.yici.app.web.frame.Paging;

/** The home page, a simpler one for elders, and the search in the district's whole list of services. */
@Controller
class HomeController {
    private static final int SIZE = 15;
    private static final int SUGGESTED = 5;

    private final ServiceItems items;
    private final Directory directory;
    private final Figures figures;

    HomeController(ServiceItems items, Directory directory, Figures figures) {
        this.items = items;
        this.directory = directory;
        this.figures = figures;
    }

    @GetMapping("/")
    String home(
            @RequestParam(defaultValue = "person") String tab,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") int page,
            @RequestAttribute Frame frame,
            Model model) {
        var query = new Query(q, department, kind);
        boolean searching = !query.isEmpty() || page > 1;
        model.addAttribute("query", query);
        model.addAttribute("events", directory.events());
        if (frame.elder() && !searching) {
            model.addAttribute(
                    "needs",
                    directory.events().stream()
                            .filter(SearchWords.Event::isForElders)
                            .toList());
            return "portal/home-elder";
        }
        var found = directory.search(query, Paging.index(page), SIZE);
        boolean company = tab.equals("company");
        model.addAttribute("tab", company ? "company" : "person");
        model.addAttribute("searching", searching);
        model.addAttribute(
                "online",
                items.all().stream()
                        .filter(item -> isForCompanies(item) == company)
                        .toList());
        model.addAttribute("list", found);
        model.addAttribute("nearest", found.total() == 0 ? directory.nearest(query.text(), SUGGESTED) : List.of());
        model.addAttribute("departments", directory.departments());
        model.addAttribute("kinds", directory.kinds());
        model.addAttribute("directorySize", directory.size());
        model.addAttribute("unlisted", directory.unlisted());
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
}
