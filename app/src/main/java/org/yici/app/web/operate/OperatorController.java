package org.yici.app.web.operate;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.collection.SourceTables;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.DatabaseWatch;
import org.yici.app.web.frame.Access;

/** The operator's pages: the live flow, and the sources' tables. */
@Controller
class OperatorController {
    private final LiveFlow flow;
    private final SourceTables tables;
    private final DatabaseWatch database;

    OperatorController(LiveFlow flow, SourceTables tables, DatabaseWatch database) {
        this.flow = flow;
        this.tables = tables;
        this.database = database;
    }

    @GetMapping("/operator")
    String page(@CurrentUser @Nullable User user, @RequestParam(defaultValue = "5") int refresh, Model model) {
        Access.require(user, Role.OPERATOR);
        model.addAttribute("picture", flow.now());
        model.addAttribute("outage", database.last().orElse(null));
        // Only read by browsers without JavaScript; 0 stops it.
        model.addAttribute("refreshSeconds", refresh > 0 ? Math.clamp(refresh, 2, 600) : null);
        return "oversight/operator";
    }

    /** The part of the page that changes, fetched every second. */
    @GetMapping("/operator/live")
    String live(@CurrentUser @Nullable User user, Model model) {
        Access.require(user, Role.OPERATOR);
        model.addAttribute("picture", flow.now());
        model.addAttribute("outage", database.last().orElse(null));
        return "oversight/live :: live";
    }

    /** Every table of every source, and the changes that could not be decoded. */
    @GetMapping("/operator/tables")
    String tables(@CurrentUser @Nullable User user, Model model) {
        Access.require(user, Role.OPERATOR);
        model.addAttribute("picture", flow.now());
        return "oversight/tables";
    }

    @PostMapping("/operator/tables/load")
    String load(
            @RequestParam String source,
            @RequestParam String schema,
            @RequestParam String table,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        tables.load(operator(user), source, schema, table);
        flash.addFlashAttribute("done", true);
        return "redirect:/operator/tables";
    }

    @PostMapping("/operator/sources/load")
    String load(@RequestParam String source, @CurrentUser @Nullable User user, RedirectAttributes flash) {
        tables.load(operator(user), source);
        flash.addFlashAttribute("done", true);
        return "redirect:/operator/tables";
    }

    @PostMapping("/operator/set-aside/{id}")
    String release(@PathVariable long id, @CurrentUser @Nullable User user, RedirectAttributes flash) {
        tables.release(operator(user), id);
        flash.addFlashAttribute("done", true);
        return "redirect:/operator/tables";
    }

    private static SourceTables.Operator operator(@Nullable User user) {
        User operator = Access.require(user, Role.OPERATOR);
        return new SourceTables.Operator(operator.username(), operator.department());
    }
}
