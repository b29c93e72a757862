package org.yici.app.web.administer;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.catalogue.Catalogue;
import org.yici.app.exchange.GrantAdministration;
import org.yici.app.exchange.GrantAdministration.Held;
import org.yici.app.exchange.GrantAdministration.Step;
import org.yici.app.exchange.InvalidGrantException;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Show;
import org.yici.kernel.resource.Label;
import org.yici.kernel.resource.Resource;
import org.yici.kernel.resource.SecurityLevel;

/** Who may read what and why: all grants as a matrix and as a list, one grant with what can be done with it, and the form of a new one. */
@Controller
@RequestMapping(GrantController.PAGE)
class GrantController {
    static final String PAGE = "/operator/grants";

    private final GrantAdministration grants;
    private final Catalogue catalogue;
    private final Identities identities;
    private final Clock clock;

    GrantController(GrantAdministration grants, Catalogue catalogue, Identities identities, Clock clock) {
        this.grants = grants;
        this.catalogue = catalogue;
        this.identities = identities;
        this.clock = clock;
    }

    /** Rows are resources, columns departments; each cell holds the grants of that department for that resource. */
    @GetMapping
    String matrix(@RequestParam(defaultValue = "") String all, @CurrentUser @Nullable User user, Model model) {
        User reader = Access.require(user, Role.OPERATOR, Role.STEWARD, Role.AUDITOR);
        List<Held> shown = grants.all(reader).stream()
                .filter(held -> !all.isEmpty() || held.state() != GrantAdministration.State.ENDED)
                .toList();
        Map<String, Map<String, List<Held>>> rows = new TreeMap<>();
        for (Held held : shown) {
            rows.computeIfAbsent(held.grant().resource(), resource -> new TreeMap<>())
                    .computeIfAbsent(held.grant().consumer(), consumer -> new ArrayList<>())
                    .add(held);
        }
        model.addAttribute("rows", rows);
        model.addAttribute(
                "consumers",
                shown.stream()
                        .map(held -> held.grant().consumer())
                        .distinct()
                        .sorted()
                        .toList());
        model.addAttribute("all", !all.isEmpty());
        model.addAttribute("giver", reader.is(Role.OPERATOR) || reader.is(Role.STEWARD));
        return "administer/grants";
    }

    @GetMapping("/new")
    ModelAndView form(@RequestParam(defaultValue = "") String resource, @CurrentUser @Nullable User user) {
        User giver = Access.require(user, Role.OPERATOR, Role.STEWARD);
        return form(giver, resource, Map.of(), List.of(), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/new")
    ModelAndView give(
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "items", defaultValue = "") List<String> items,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User giver = Access.require(user, Role.OPERATOR, Role.STEWARD);
        String resource = fields.getOrDefault("resource", "");
        if (fields.containsKey("choose")) {
            return form(giver, resource, fields, List.of(), Map.of(), HttpStatus.OK);
        }
        try {
            Held given = grants.give(
                    giver,
                    new GrantAdministration.Offer(
                            fields.getOrDefault("consumer", ""),
                            resource,
                            items.stream().filter(item -> !item.isEmpty()).toList(),
                            fields.getOrDefault("purpose", "").strip(),
                            new Label(
                                    fields.getOrDefault("purpose_zh", "").strip(),
                                    fields.getOrDefault("purpose_en", "").strip()),
                            fields.getOrDefault("basis", "").strip(),
                            fields.containsKey("consent"),
                            level(fields.getOrDefault("clearance", "")),
                            number(fields.getOrDefault("per_minute", "")),
                            clock.instant(),
                            day(fields.getOrDefault("to", ""))),
                    fields.getOrDefault("reason", ""));
            flash.addFlashAttribute("done", Step.GIVE);
            return new ModelAndView(
                    "redirect:" + PAGE + "/{id}", Map.of("id", given.grant().id()));
        } catch (InvalidGrantException e) {
            return form(giver, resource, fields, items, e.faults(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable String id, @CurrentUser @Nullable User user) {
        User reader = Access.require(user, Role.OPERATOR, Role.STEWARD, Role.AUDITOR);
        return page(reader, id, Map.of(), HttpStatus.OK);
    }

    @PostMapping("/{id}/narrow")
    ModelAndView narrow(
            @PathVariable String id,
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "items", defaultValue = "") List<String> items,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User giver = Access.require(user, Role.OPERATOR, Role.STEWARD);
        return act(giver, id, Step.NARROW, flash, () -> {
            Instant ends = grants.find(giver, id).grant().to();
            String to = fields.getOrDefault("to", "");
            // The day on which it ends anyway is no change.
            Instant left = to.equals(date(ends)) ? ends : day(to);
            return grants.narrow(
                    giver,
                    id,
                    new GrantAdministration.Narrowing(
                            items.stream().filter(item -> !item.isEmpty()).toList(),
                            level(fields.getOrDefault("clearance", "")),
                            number(fields.getOrDefault("per_minute", "")),
                            left),
                    fields.getOrDefault("reason", ""));
        });
    }

    @PostMapping("/{id}/suspend")
    ModelAndView suspend(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User giver = Access.require(user, Role.OPERATOR, Role.STEWARD);
        return act(giver, id, Step.SUSPEND, flash, () -> grants.suspend(giver, id, reason));
    }

    @PostMapping("/{id}/resume")
    ModelAndView resume(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User giver = Access.require(user, Role.OPERATOR, Role.STEWARD);
        return act(giver, id, Step.RESUME, flash, () -> grants.resume(giver, id, reason));
    }

    @PostMapping("/{id}/end")
    ModelAndView end(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User giver = Access.require(user, Role.OPERATOR, Role.STEWARD);
        return act(giver, id, Step.END, flash, () -> grants.end(giver, id, reason));
    }

    @FunctionalInterface
    private interface Acting {
        Held act();
    }

    private ModelAndView act(User user, String id, Step step, RedirectAttributes flash, Acting acting) {
        try {
            acting.act();
        } catch (InvalidGrantException e) {
            return page(user, id, e.faults(), HttpStatus.UNPROCESSABLE_CONTENT).addObject("step", step);
        }
        flash.addFlashAttribute("done", step);
        return new ModelAndView("redirect:" + PAGE + "/{id}", Map.of("id", id));
    }

    private ModelAndView page(User user, String id, Map<String, String> faults, HttpStatus status) {
        Held held = grants.find(user, id);
        ModelAndView page = new ModelAndView("administer/grant");
        page.setStatus(status);
        return page.addObject("held", held)
                .addObject("faults", texts(faults))
                .addObject("to", date(held.grant().to()))
                .addObject("levels", SecurityLevel.values())
                .addObject("history", grants.history(user, id));
    }

    private ModelAndView form(
            User user,
            String resource,
            Map<String, String> fields,
            List<String> items,
            Map<String, String> faults,
            HttpStatus status) {
        ModelAndView page = new ModelAndView("administer/grant-new");
        page.setStatus(status);
        List<Resource> open = catalogue.resources().stream()
                .filter(found -> user.is(Role.OPERATOR) || found.provider().equals(user.department()))
                .toList();
        return page.addObject("resources", open)
                .addObject(
                        "chosen",
                        open.stream()
                                .filter(found -> found.code().equals(resource))
                                .findFirst()
                                .orElse(null))
                .addObject("departments", identities.departments())
                .addObject("levels", SecurityLevel.values())
                .addObject("fields", fields)
                .addObject("items", items)
                .addObject("faults", texts(faults));
    }

    private static Map<String, String> texts(Map<String, String> faults) {
        Map<String, String> texts = new LinkedHashMap<>();
        // What a text lacks is said of each by its name.
        faults.forEach((field, fault) ->
                texts.put(field, "grants.fault." + (fault.equals("text") ? fault + "." + field : fault)));
        return texts;
    }

    private static String date(Instant at) {
        return at.atZone(Show.ZONE).toLocalDate().toString();
    }

    /** The end of a day; long ago if it is none. */
    private static Instant day(String text) {
        try {
            return LocalDate.parse(text).plusDays(1).atStartOfDay(Show.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static @Nullable SecurityLevel level(String text) {
        for (SecurityLevel level : SecurityLevel.values()) {
            if (level.name().equals(text)) {
                return level;
            }
        }
        return null;
    }

    /** 0 if it is none. */
    private static int number(String text) {
        return text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    }
}
