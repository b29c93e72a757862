package org.yici.app.web.work;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.service.ServiceItem;
import org.yici.app.service.ServiceItems;
import org.yici.app.web.cases.CaseTexts;
import org.yici.app.web.work.DeskLists.Sought;

/** What waits for officials: at the one window (综合窗口) for acceptance, at a department's desk for approval. */
@Controller
class TaskListController {
    private final DeskLists lists;
    private final TaskPages pages;
    private final ServiceItems items;
    private final CaseTexts texts;

    TaskListController(DeskLists lists, TaskPages pages, ServiceItems items, CaseTexts texts) {
        this.lists = lists;
        this.pages = pages;
        this.items = items;
        this.texts = texts;
    }

    @GetMapping("/tasks")
    ModelAndView department(
            @CurrentUser User user,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "1") int page,
            Locale locale) {
        return department(user, page, Sought.nothing(list), locale);
    }

    /** Whoever looks a case up may type a name or a citizen ID, which must stand in no address. */
    @PostMapping("/tasks")
    ModelAndView lookUpAtDepartment(@CurrentUser User user, Sought sought, Locale locale) {
        return department(user, 1, sought, locale);
    }

    private ModelAndView department(User user, int page, Sought sought, Locale locale) {
        ModelAndView view =
                new ModelAndView("casework/tasks", lists.show(user, TaskPages.DEPARTMENT, sought.tab(), page, locale));
        lists.lookUp(view, user, sought, locale);
        view.addObject("leftBehind", pages.leftBehind(user, locale));
        return view;
    }

    @GetMapping("/window")
    ModelAndView window(
            @CurrentUser User user,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String item,
            Locale locale) {
        return window(user, page, item, Sought.nothing(list), locale);
    }

    @PostMapping("/window")
    ModelAndView lookUpAtWindow(@CurrentUser User user, Sought sought, Locale locale) {
        return window(user, 1, "", sought, locale);
    }

    private ModelAndView window(User user, int page, String item, Sought sought, Locale locale) {
        ModelAndView view =
                new ModelAndView("casework/window", lists.show(user, TaskPages.WINDOW, sought.tab(), page, locale));
        view.addObject("item", item);
        view.addObject("items", items(item.strip(), locale));
        lists.lookUp(view, user, sought, locale);
        return view;
    }

    @GetMapping({"/tasks/live", "/window/live"})
    ModelAndView live(
            @CurrentUser User user,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request,
            Locale locale) {
        return lists.live(user, TaskPages.base(request), list, page, seen, locale);
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
