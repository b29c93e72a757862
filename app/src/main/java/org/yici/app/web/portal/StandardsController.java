package org.yici.app.web.portal;

import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.catalogue.Standards;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Paging;
import org.yici.kernel.resource.DataStandard;

/** The data standards in force, open to everybody: what values of one meaning are in every register. */
@Controller
class StandardsController {
    private static final int SIZE = 20;

    private final Standards standards;
    private final Catalogue catalogue;

    StandardsController(Standards standards, Catalogue catalogue) {
        this.standards = standards;
        this.catalogue = catalogue;
    }

    @GetMapping("/catalogue/standards")
    String list(@RequestParam(defaultValue = "1") int page, Model model) {
        List<DataStandard> all = standards.all();
        int index = Paging.index(page);
        int from = Math.min(all.size(), index * SIZE);
        model.addAttribute(
                "list", new Page<>(all.subList(from, Math.min(all.size(), from + SIZE)), index, SIZE, all.size()));
        model.addAttribute("base", "/catalogue/standards?");
        return "portal/standards";
    }

    @GetMapping("/catalogue/standards/{code}")
    String standard(@PathVariable String code, Model model) {
        DataStandard standard =
                standards.find(code).orElseThrow(() -> new NoSuchElementException("No data standard " + code));
        model.addAttribute("standard", standard);
        model.addAttribute(
                "followers",
                catalogue.resources().stream()
                        .filter(resource -> resource.items().stream().anyMatch(item -> code.equals(item.standard())))
                        .toList());
        return "portal/standard";
    }
}
