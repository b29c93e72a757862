package org.yici.app.web.my;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.inbox.Inbox;
import org.yici.app.store.Page;
import org.yici.app.web.cases.CaseNothingNew;
import org.yici.app.web.frame.Paging;

/** What waits for somebody, and news. */
@Controller
@RequestMapping("/inbox")
class InboxController {
    private static final int SIZE = 20;

    private final Inbox inbox;
    private final InboxViews views;

    InboxController(Inbox inbox, InboxViews views) {
        this.inbox = inbox;
        this.views = views;
    }

    @GetMapping
    ModelAndView page(
            @CurrentUser User user,
            @RequestParam(defaultValue = "1") int todo,
            @RequestParam(defaultValue = "1") int page,
            Locale locale) {
        return new ModelAndView("inbox/inbox", model(user, todo, page, locale));
    }

    /** The lists alone; nothing while nothing has changed. */
    @GetMapping("/live")
    ModelAndView live(
            @CurrentUser User user,
            @RequestParam(defaultValue = "1") int todo,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String seen,
            Locale locale) {
        Map<String, Object> model = model(user, todo, page, locale);
        return seen.equals(model.get("version"))
                ? new ModelAndView(new CaseNothingNew())
                : new ModelAndView("inbox/lists :: lists", model);
    }

    /** What stands in the head of every page; nothing while it is what the page shows. */
    @GetMapping("/count")
    ModelAndView count(@CurrentUser User user, @RequestParam(defaultValue = "") String seen) {
        Inbox.Count count = inbox.count(user);
        return seen.equals(count.waiting() + "-" + count.unread())
                ? new ModelAndView(new CaseNothingNew())
                : new ModelAndView("inbox/lists :: head", Map.of("count", count));
    }

    /** @param at the time of the entry as it was shown: what happened to it since is not read */
    @PostMapping("/read")
    String read(
            @CurrentUser User user,
            @RequestParam String entry,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Instant at) {
        inbox.read(user, entry, at);
        return "redirect:/inbox";
    }

    /** @param until the time of the newest entry that was shown */
    @PostMapping("/read-all")
    String readAll(
            @CurrentUser User user, @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Instant until) {
        inbox.readAll(user, until);
        return "redirect:/inbox";
    }

    private Map<String, Object> model(User user, int todo, int page, Locale locale) {
        Page<InboxView> waiting = inbox.waiting(user, Paging.index(todo), SIZE).map(entry -> views.of(entry, locale));
        Page<InboxView> news = inbox.news(user, Paging.index(page), SIZE).map(entry -> views.of(entry, locale));
        Inbox.Count count = inbox.count(user);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("waiting", waiting);
        model.put("news", news);
        model.put("count", count);
        model.put("official", user.department() != null);
        // Later pages are older: what is read with "all" is what the first page shows, and older.
        model.put("until", newest(inbox.news(user, 0, 1).content()));
        model.put("version", Integer.toHexString(Objects.hash(waiting.content(), news.content(), count)));
        return model;
    }

    private static String newest(List<Inbox.News> news) {
        return news.stream()
                .map(one -> one.entry().at())
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse("");
    }
}
