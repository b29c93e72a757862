package org.yici.app.web.steward;

import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.linking.Households;
import org.yici.app.linking.Households.Household;
import org.yici.app.linking.LinkChanges;
import org.yici.app.linking.LinkReviews;
import org.yici.app.linking.LinkReviews.Effect;
import org.yici.app.linking.LinkReviews.Review;
import org.yici.app.linking.LinkReviews.Verdict;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Paging;

/** Pairs of records in doubt: a steward says whether they are one subject, by mouse or by keys, one pair after the other. */
@Controller
class LinksController {
    private static final int SIZE = 10;
    private static final String DESK = "/operator/links";

    private final LinkReviews reviews;
    private final LinkChanges changes;
    private final Households households;
    private final LinkView view;
    private final LinkReadings readings;

    LinksController(
            LinkReviews reviews, LinkChanges changes, Households households, LinkView view, LinkReadings readings) {
        this.reviews = reviews;
        this.readings = readings;
        this.changes = changes;
        this.households = households;
        this.view = view;
    }

    @GetMapping(DESK)
    String desk(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        User steward = Access.require(user, Role.STEWARD);
        String department = department(user);
        return show(steward, department, reviews.first(department).orElse(null), page, model);
    }

    @GetMapping(DESK + "/{id}")
    String pair(
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "false") boolean household,
            @CurrentUser @Nullable User user,
            Model model) {
        User steward = Access.require(user, Role.STEWARD);
        String department = department(user);
        Review review = review(department, id);
        if (household) {
            List<Household> beside = households.beside(department, review);
            readings.ofHouseholds(steward, beside);
            model.addAttribute("households", view.households(beside));
        }
        return show(steward, department, review, page, model);
    }

    @GetMapping(DESK + "/linked")
    String linked(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        String department = department(user);
        counts(department, model);
        Page<Review> linked = reviews.linked(department, Paging.index(page), SIZE);
        readings.ofReviews(Access.require(user, Role.STEWARD), linked.content());
        model.addAttribute("list", linked.map(review -> view.line(department, review)));
        model.addAttribute("base", DESK + "/linked?");
        return "oversight/linked";
    }

    @GetMapping(DESK + "/changes")
    String changes(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        String department = department(user);
        counts(department, model);
        Page<LinkChanges.Logged> logged = changes.changes(department, Paging.index(page), SIZE);
        readings.ofChanges(Access.require(user, Role.STEWARD), logged.content());
        Page<LinkView.ChangeLine> list = logged.map(change -> view.change(department, change));
        model.addAttribute("list", list);
        model.addAttribute(
                "working",
                list.content().stream().anyMatch(line -> line.state().equals(LinkChanges.State.PENDING.name())));
        model.addAttribute("base", DESK + "/changes?");
        return "oversight/link-changes";
    }

    @PostMapping(DESK + "/changes/{id}")
    String undo(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User steward = Access.require(user, Role.STEWARD);
        try {
            changes.undo(steward, id, reason);
            flash.addFlashAttribute("done", "undone");
        } catch (IllegalArgumentException e) {
            flash.addFlashAttribute("done", "REASON");
        } catch (LinkChanges.Refused e) {
            flash.addFlashAttribute("done", e.why().name());
        }
        return "redirect:" + DESK + "/changes";
    }

    @GetMapping(DESK + "/failed")
    String failed(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        String department = department(user);
        counts(department, model);
        Page<LinkChanges.Failure> failures = changes.failures(department, Paging.index(page), SIZE);
        readings.ofFailures(Access.require(user, Role.STEWARD), failures.content());
        model.addAttribute("list", failures.map(view::failure));
        model.addAttribute("base", DESK + "/failed?");
        return "oversight/link-failures";
    }

    @PostMapping(DESK + "/failed")
    String lookAgain(
            @RequestParam String resource,
            @RequestParam String key,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        changes.lookAgain(Access.require(user, Role.STEWARD), resource, key);
        flash.addFlashAttribute("done", "again");
        return "redirect:" + DESK + "/failed";
    }

    @GetMapping(DESK + "/decided")
    String decided(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        decided(Access.require(user, Role.STEWARD), department(user), page, model);
        return "oversight/links :: decided";
    }

    @PostMapping(DESK + "/{id}/take-back")
    String takeBack(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User steward = Access.require(user, Role.STEWARD);
        try {
            reviews.takeBack(steward, id, reason);
            flash.addFlashAttribute("done", Verdict.OPEN.name());
        } catch (IllegalArgumentException e) {
            flash.addFlashAttribute("done", "REASON");
        }
        return "redirect:" + DESK + "/" + id;
    }

    @PostMapping(DESK + "/{id}")
    String decide(
            @PathVariable long id,
            @RequestParam Verdict verdict,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User steward = Access.require(user, Role.STEWARD);
        String department = department(user);
        Review review = review(department, id);
        Long next = reviews.neighbours(department, review).next();
        reviews.decide(steward, id, verdict);
        flash.addFlashAttribute("done", verdict.name());
        flash.addFlashAttribute("last", id);
        return "redirect:" + DESK + (verdict == Verdict.OPEN ? "/" + id : next == null ? "" : "/" + next);
    }

    private String show(User steward, String department, @Nullable Review review, int page, Model model) {
        counts(department, model);
        if (review != null) {
            readings.ofReviews(steward, List.of(review));
            model.addAttribute("pair", view.pair(department, review));
            model.addAttribute("beside", reviews.neighbours(department, review));
            model.addAttribute("takenBack", reviews.lastTakenBack(review).orElse(null));
        }
        decided(steward, department, page, model);
        return "oversight/links";
    }

    private void decided(User steward, String department, int page, Model model) {
        Page<Review> decided = reviews.decided(department, Paging.index(page), SIZE);
        readings.ofReviews(steward, decided.content());
        Page<LinkView.Line> list = decided.map(review -> view.line(department, review));
        model.addAttribute("list", list);
        model.addAttribute(
                "working",
                list.content().stream().anyMatch(line -> line.effect().equals(Effect.PENDING.name())));
        model.addAttribute("base", DESK + "?");
    }

    private void counts(String department, Model model) {
        model.addAttribute("open", reviews.open(department));
        model.addAttribute("failed", changes.failed(department));
    }

    private Review review(String department, long id) {
        return reviews.find(department, id)
                .orElseThrow(() -> new NoSuchElementException("The department has no pair " + id));
    }

    private static String department(@Nullable User user) {
        return String.valueOf(Access.require(user, Role.STEWARD).department());
    }
}
