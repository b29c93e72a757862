package org.yici.app.web.operate;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.alert.Alerts;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Paging;

/** The operator's alerts: those that stand, those that were, and the rules that raise them. */
@Controller
class AlertsController {
    private static final int SIZE = 20;

    private final Alerts alerts;

    AlertsController(Alerts alerts) {
        this.alerts = alerts;
    }

    @GetMapping("/operator/alerts")
    String page(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        Access.require(user, Role.OPERATOR);
        model.addAttribute("open", alerts.open());
        model.addAttribute("evaluation", alerts.lastEvaluation());
        model.addAttribute("rules", alerts.rules());
        model.addAttribute("list", alerts.past(Paging.index(page), SIZE));
        model.addAttribute("base", "/operator/alerts?");
        return "oversight/alerts";
    }

    @PostMapping("/operator/alerts/{id}")
    String acknowledge(@PathVariable long id, @CurrentUser @Nullable User user, RedirectAttributes flash) {
        alerts.acknowledge(Access.require(user, Role.OPERATOR), id);
        flash.addFlashAttribute("done", true);
        return "redirect:/operator/alerts";
    }
}
