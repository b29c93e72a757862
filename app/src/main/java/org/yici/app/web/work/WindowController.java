package org.yici.app.web.work;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItems;
import org.yici.app.web.cases.CaseTexts;

/** The one window (综合窗口): what waits for acceptance, and the counter's look-ups. */
@Controller
@RequestMapping("/window")
class WindowController {
    private static final String BASE = "/window";

    private final DeskLists lists;
    private final TaskPages desk;
    private final ServiceItems items;
    private final CaseTexts texts;

    WindowController(DeskLists lists, TaskPages desk, ServiceItems items, CaseTexts texts) {
        this.lists = lists;
        this.desk = desk;
        this.items = items;
        this.texts = texts;
    }

    @GetMapping
    ModelAndView inbox(
            @CurrentUser User user,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "1") int found,
            Locale locale) {
        ModelAndView view = new ModelAndView("casework/window", lists.show(user, BASE, list, page, locale));
        view.addObject("item", item);
        view.addObject("items", items(item.strip(), locale));
        lists.lookUp(view, user, number, found, locale);
        return view;
    }

    @GetMapping("/live")
    ModelAndView inboxLive(
            @CurrentUser User user,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String seen,
            Locale locale) {
        return lists.live(user, BASE, list, page, seen, locale);
    }

    @GetMapping("/tasks/{id}")
    ModelAndView show(@CurrentUser User user, @PathVariable String id, Locale locale) {
        return desk.show(user, BASE, id, locale);
    }

    @GetMapping("/tasks/{id}/live")
    ModelAndView live(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String seen,
            Locale locale) {
        return desk.live(user, BASE, id, seen, locale);
    }

    @PostMapping("/tasks/{id}")
    ModelAndView decide(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam Map<String, String> request,
            RedirectAttributes redirect,
            Locale locale) {
        return desk.decide(user, BASE, id, request, redirect, locale);
    }

    /** The service items whose name or code contains what was typed; all of them if nothing was. */
    private List<Item> items(String typed, Locale locale) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return items.all().stream()
                .filter(item -> item.label().zh().contains(typed)
                        || item.label().en().toLowerCase(Locale.ROOT).contains(wanted)
                        || item.code().contains(typed))
                .map(item -> new Item(
                        item.slug(),
                        texts.label(locale, item.label()),
                        item.code(),
                        texts.department(locale, item.department()),
                        item.materials().size(),
                        item.materials().stream()
                                .filter(material -> material.supply() == ServiceItem.Supply.UPLOAD)
                                .count()))
                .toList();
    }

    /** A service item as the counter sees it: how many materials it has and how many somebody must bring. */
    record Item(String slug, String label, String code, String department, int materials, long uploads) {}
}
