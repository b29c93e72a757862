package org.yici.app.web.my;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.exchange.AccessLog;
import org.yici.app.exchange.UseFilter;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.SubjectLeaves;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Paging;

/** "Who used my data": grouped by department and purpose, repetitions on one line, each use with its receipt. */
@Controller
class UsesController {
    private static final int SIZE = 20;

    private final AccessLog uses;
    private final UseWords words;
    private final MySubjects subjects;

    UsesController(AccessLog uses, UseWords words, MySubjects subjects) {
        this.uses = uses;
        this.words = words;
        this.subjects = subjects;
    }

    /**
     * A line as it is shown.
     *
     * @param newest the newest of the uses
     * @param heads whether it is the first of its department and purpose on the page
     */
    record Line(UseWords.Words newest, AccessLog.UseLine line, boolean heads) {}

    /** A choice of a filter. */
    record Choice(String code, String label) {}

    @GetMapping("/my/uses")
    String page(
            @ModelAttribute("form") UsesForm form,
            @RequestParam(defaultValue = "1") int page,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        List<MySubjects.Subject> all = subjects.of(reader);
        MySubjects.Subject subject = MySubjects.chosen(all, form.about() == null ? "" : form.about());
        show(model, reader, subject, form, page);
        model.addAttribute("seen", Long.MAX_VALUE);
        model.addAttribute("subjects", all);
        model.addAttribute("faults", form.faults());
        choices(model, subject);
        return "portal/my-uses";
    }

    /** The list alone, fetched every second; nothing if its newest use is the one the page already shows. */
    @GetMapping("/my/uses/list")
    ModelAndView list(
            @ModelAttribute("form") UsesForm form,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "-1") long seen,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        MySubjects.Subject subject = MySubjects.chosen(subjects.of(reader), form.about() == null ? "" : form.about());
        if (uses.newest(subject.id(), form.filter(null)) == seen) {
            ModelAndView unchanged = new ModelAndView();
            unchanged.setStatus(HttpStatus.NO_CONTENT);
            unchanged.setView((ignored, request, response) -> {});
            return unchanged;
        }
        show(model, reader, subject, form, page);
        model.addAttribute("seen", seen);
        return new ModelAndView("portal/uses :: uses", model.asMap());
    }

    /** Every repetition of one use. */
    @GetMapping("/my/uses/{leaf}/same")
    String repetitions(
            @PathVariable long leaf,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "1") int page,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        MySubjects.Subject subject = MySubjects.chosen(subjects.of(reader), about);
        UseFilter same = new UseFilter(null, null, null, null, null, leaf);
        Page<AccessLog.Use> list = uses.of(subject.id(), same, Paging.index(page), SIZE);
        model.addAttribute("list", list.map(words::of));
        model.addAttribute("subject", subject);
        model.addAttribute("base", "/my/uses/" + leaf + "/same?about=" + subject.key() + "&");
        return "portal/uses-same";
    }

    private void show(Model model, User reader, MySubjects.Subject subject, UsesForm form, int number) {
        UseFilter filter = form.filter(null);
        // Asked first: a use that comes in between is brought by the next look.
        long newest = uses.newest(subject.id(), filter);
        Page<AccessLog.UseLine> page = uses.lines(subject.id(), filter, Paging.index(number), SIZE);
        model.addAttribute("subject", subject);
        model.addAttribute("list", new Page<>(lines(page.content()), page.number(), page.size(), page.total()));
        model.addAttribute("newest", newest);
        model.addAttribute(
                "open",
                subjects.openCases(
                        reader,
                        page.content().stream().map(line -> line.newest().caseNumber())));
        model.addAttribute("query", form.query());
        model.addAttribute("base", "/my/uses" + form.query());
    }

    private List<Line> lines(List<AccessLog.UseLine> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(n -> new Line(
                        words.of(lines.get(n).newest()),
                        lines.get(n),
                        n == 0 || !group(lines.get(n)).equals(group(lines.get(n - 1)))))
                .toList();
    }

    private static List<String> group(AccessLog.UseLine line) {
        return List.of(line.newest().consumer(), line.newest().purpose());
    }

    private void choices(Model model, MySubjects.Subject subject) {
        List<SubjectLeaves.Group> groups = uses.groups(subject.id());
        model.addAttribute(
                "departments",
                groups.stream()
                        .map(group -> new Choice(code(group.department()), words.department(group.department(), false)))
                        .distinct()
                        .toList());
        model.addAttribute(
                "purposes",
                groups.stream()
                        .map(SubjectLeaves.Group::purpose)
                        .distinct()
                        .map(purpose -> new Choice(code(purpose), purposes(groups, purpose)))
                        .toList());
    }

    /** What a purpose is called; for uses without one, what they are by those who made them. */
    private String purposes(List<SubjectLeaves.Group> groups, String purpose) {
        return words.line(groups.stream()
                .filter(group -> group.purpose().equals(purpose))
                .map(words::purpose)
                .distinct()
                .toList());
    }

    private static String code(String code) {
        return code.isEmpty() ? UsesForm.NONE : code;
    }
}
