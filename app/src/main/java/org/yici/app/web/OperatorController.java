package org.yici.app.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.DatabaseWatch;

/** The operator's page: the live flow. */
@Controller
class OperatorController {
    private final LiveFlow flow;
    private final DatabaseWatch database;

    OperatorController(LiveFlow flow, DatabaseWatch database) {
        this.flow = flow;
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
}
