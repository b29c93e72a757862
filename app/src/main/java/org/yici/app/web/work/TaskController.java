package org.yici.app.web.work;

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

/** What waits for a department's approvers. */
@Controller
@RequestMapping("/tasks")
class TaskController {
    private static final String BASE = "/tasks";

    private final DeskLists lists;
    private final TaskPages desk;

    TaskController(DeskLists lists, TaskPages desk) {
        this.lists = lists;
        this.desk = desk;
    }

    @GetMapping
    ModelAndView inbox(
            @CurrentUser User user,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "1") int found,
            Locale locale) {
        ModelAndView view = new ModelAndView("casework/tasks", lists.show(user, BASE, list, page, locale));
        lists.lookUp(view, user, number, found, locale);
        view.addObject("leftBehind", desk.leftBehind(user, locale));
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

    @GetMapping("/{id}")
    ModelAndView show(@CurrentUser User user, @PathVariable String id, Locale locale) {
        return desk.show(user, BASE, id, locale);
    }

    @GetMapping("/{id}/live")
    ModelAndView live(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String seen,
            Locale locale) {
        return desk.live(user, BASE, id, seen, locale);
    }

    @PostMapping("/{id}")
    ModelAndView decide(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam Map<String, String> request,
            RedirectAttributes redirect,
            Locale locale) {
        return desk.decide(user, BASE, id, request, redirect, locale);
    }
}
