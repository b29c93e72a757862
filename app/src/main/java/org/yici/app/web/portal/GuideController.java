package org.yici.app.web.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.casework.Cases;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.directory.Directory;
import org.yici.app.directory.PublicService;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItem.Supply;
import org.yici.app.service.ServiceItems;
import org.yici.app.web.frame.Access;

/** The guides of public services; from that of an item that can be applied for, an applicant begins a case. */
@Controller
class GuideController {
    private final ServiceItems items;
    private final Directory directory;
    private final Catalogue catalogue;
    private final Cases cases;

    GuideController(ServiceItems items, Directory directory, Catalogue catalogue, Cases cases) {
        this.items = items;
        this.directory = directory;
        this.catalogue = catalogue;
        this.cases = cases;
    }

    @GetMapping("/services/{slug}")
    String guide(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String identifier,
            Model model,
            HttpServletResponse response) {
        Optional<ServiceItem> online = items.find(slug);
        Optional<ServiceItem> withdrawn = items.withdrawn(slug);
        if (withdrawn.isPresent()) {
            response.setStatus(HttpStatus.GONE.value());
            model.addAttribute("item", withdrawn.get());
            model.addAttribute("listed", directory.find(withdrawn.get().code()).orElse(null));
            return "portal/guide-withdrawn";
        }
        if (online.isEmpty()) {
            return listed(slug, model);
        }
        show(online.get(), model);
        model.addAttribute("identifier", identifier);
        return "portal/guide";
    }

    /** The guide of a service that cannot be applied for here: what the district's list and the law say, and whom to ask. */
    private String listed(String address, Model model) {
        PublicService service =
                directory.find(address).orElseThrow(() -> new NoSuchElementException("No public service " + address));
        if (!service.address().equals(address)) {
            return "redirect:"
                    + UriComponentsBuilder.fromPath("/services/{address}")
                            .encode()
                            .buildAndExpand(service.address())
                            .toUriString();
        }
        model.addAttribute("service", service);
        model.addAttribute("law", directory.law(service).orElse(null));
        model.addAttribute("siblings", directory.siblings(service));
        model.addAttribute("resources", catalogue.resources());
        return "portal/guide-listed";
    }

    /** Where somebody who was asked to sign in first comes back to. */
    @GetMapping("/services/{slug}/start")
    String start(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String identifier,
            @CurrentUser @Nullable User user) {
        if (items.withdrawn(slug).isPresent()) {
            return "redirect:"
                    + UriComponentsBuilder.fromPath("/services/{slug}")
                            .encode()
                            .buildAndExpand(slug)
                            .toUriString();
        }
        item(slug);
        Access.require(user, Role.APPLICANT);
        return "redirect:"
                + UriComponentsBuilder.fromPath("/services/{slug}")
                        .queryParamIfPresent(
                                "identifier", Optional.of(identifier).filter(text -> !text.isBlank()))
                        .fragment("start")
                        .encode()
                        .buildAndExpand(slug)
                        .toUriString();
    }

    @PostMapping("/services/{slug}/cases")
    ModelAndView open(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String identifier,
            @CurrentUser @Nullable User user,
            Model model) {
        ServiceItem item = item(slug);
        User applicant = Access.require(user, Role.APPLICANT);
        try {
            return new ModelAndView("redirect:/apply/"
                    + cases.open(applicant, slug, identifier.strip()).number());
        } catch (InvalidFieldsException invalid) {
            show(item, model);
            model.addAttribute("identifier", identifier);
            model.addAttribute("faults", faults(invalid));
            ModelAndView page = new ModelAndView("portal/guide", model.asMap());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    // The form of a guide has one field at most, so every fault leads to it.
    private static Map<String, String> faults(InvalidFieldsException invalid) {
        Map<String, String> faults = new LinkedHashMap<>();
        invalid.faults().values().forEach(message -> faults.put("identifier", message));
        return faults;
    }

    private ServiceItem item(String slug) {
        return items.find(slug).orElseThrow(() -> new NoSuchElementException("No service item " + slug));
    }

    private static void show(ServiceItem item, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("company", item.parties().getFirst().company());
        model.addAttribute("shared", count(item, Supply.SHARED));
        model.addAttribute("waived", count(item, Supply.WAIVED));
        model.addAttribute("upload", count(item, Supply.UPLOAD));
        model.addAttribute("faults", Map.of());
        model.addAttribute("identifier", "");
    }

    private static long count(ServiceItem item, Supply supply) {
        return item.materials().stream()
                .filter(material -> material.supply() == supply)
                .count();
    }
}
