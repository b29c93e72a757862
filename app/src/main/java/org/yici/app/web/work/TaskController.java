package org.yici.app.web.work;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.casework.Case;
import org.yici.app.casework.Cases;
import org.yici.app.casework.TaskAssignment;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;

/** One task: what is decided, who does it, and the second pair of eyes; alike at the window and at the departments' desks. */
@Controller
@RequestMapping({"/tasks/{id}", "/window/tasks/{id}"})
class TaskController {
    private final TaskAssignment assignment;
    private final Cases cases;
    private final TaskPages pages;

    TaskController(TaskAssignment assignment, Cases cases, TaskPages pages) {
        this.assignment = assignment;
        this.cases = cases;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView show(@CurrentUser User user, @PathVariable String id, HttpServletRequest request, Locale locale) {
        return pages.show(user, TaskPages.base(request), id, locale);
    }

    @GetMapping("/live")
    ModelAndView live(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request,
            Locale locale) {
        return pages.live(user, TaskPages.base(request), id, seen, locale);
    }

    @PostMapping
    ModelAndView decide(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect,
            Locale locale) {
        return pages.decide(user, TaskPages.base(request), id, typed, redirect, locale);
    }

    @PostMapping("/claim")
    String claim(
            @CurrentUser User user, @PathVariable String id, HttpServletRequest request, RedirectAttributes redirect) {
        assignment.claim(user, id);
        redirect.addFlashAttribute("notice", "taskpage.claimed");
        return "redirect:" + TaskPages.path(TaskPages.base(request), id);
    }

    @PostMapping("/hand-over")
    ModelAndView handOver(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes redirect,
            Locale locale) {
        return pages.handOver(user, TaskPages.base(request), id, to, reason, redirect, locale);
    }

    @PostMapping("/confirm")
    String confirm(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String shown,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Case confirmed = pages.onProposal(user, id, shown, () -> cases.confirmProposal(user, id));
        return done(confirmed, "taskpage.proposal.confirmed", request, redirect);
    }

    @PostMapping("/return")
    String giveBack(
            @CurrentUser User user,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(required = false) @Nullable String shown,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Case returned = pages.onProposal(user, id, shown, () -> cases.returnProposal(user, id, comment));
        return done(returned, "taskpage.proposal.returned", request, redirect);
    }

    private static String done(Case found, String notice, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", notice);
        redirect.addFlashAttribute("noticeNumber", found.number());
        return "redirect:" + TaskPages.base(request);
    }
}
