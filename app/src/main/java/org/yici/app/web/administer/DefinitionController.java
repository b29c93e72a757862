package org.yici.app.web.administer;

import java.util.List;
import java.util.NoSuchElementException;
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
import org.yici.app.definition.Definition;
import org.yici.app.definition.Definition.Edition;
import org.yici.app.definition.DefinitionConflictException;
import org.yici.app.definition.Definitions;
import org.yici.app.definition.InvalidDefinitionException;
import org.yici.app.definition.TextDiff;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Paging;

/** What people define: the list, and one definition with its draft and editions. */
@Controller
@RequestMapping(DefinitionController.PAGE)
class DefinitionController {
    static final String PAGE = "/operator/definitions";
    private static final int SIZE = 20;

    private final Definitions definitions;

    DefinitionController(Definitions definitions) {
        this.definitions = definitions;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") int page,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = reader(user);
        model.addAttribute("list", definitions.all(reader, kind.isEmpty() ? null : kind, Paging.index(page), SIZE));
        model.addAttribute("kinds", definitions.kinds());
        model.addAttribute("own", definitions.kindsOf(reader));
        model.addAttribute("kind", kind);
        model.addAttribute("author", !reader.is(Role.AUDITOR) || reader.is(Role.STEWARD) || reader.is(Role.OPERATOR));
        model.addAttribute("base", PAGE + "?kind=" + (definitions.kinds().contains(kind) ? kind : "") + "&");
        return "administer/definitions";
    }

    @GetMapping("/{kind}/{address}")
    String show(
            @PathVariable String kind, @PathVariable String address, @CurrentUser @Nullable User user, Model model) {
        fill(model, definitions.find(reader(user), kind, Definition.name(address)));
        return "administer/definition";
    }

    /** One edition beside the one before it. */
    @GetMapping("/{kind}/{address}/editions/{number}")
    String edition(
            @PathVariable String kind,
            @PathVariable String address,
            @PathVariable int number,
            @CurrentUser @Nullable User user,
            Model model) {
        Definition found = definitions.find(reader(user), kind, Definition.name(address));
        Edition edition = found.edition(number)
                .orElseThrow(() -> new NoSuchElementException(address + " has no edition " + number));
        model.addAttribute("definition", found);
        model.addAttribute("edition", edition);
        Edition before = found.editions().stream()
                .filter(other -> other.number() < number)
                .findFirst()
                .orElse(null);
        model.addAttribute("before", before);
        model.addAttribute("diff", before == null ? List.of() : TextDiff.of(before.text(), edition.text()));
        return "administer/edition";
    }

    @PostMapping("/{kind}/{address}/submit")
    ModelAndView submit(
            @PathVariable String kind,
            @PathVariable String address,
            @RequestParam long version,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User author = author(user);
        return act(
                author,
                kind,
                address,
                "submitted",
                flash,
                () -> definitions.submit(author, kind, Definition.name(address), version));
    }

    @PostMapping("/{kind}/{address}/comment")
    ModelAndView comment(
            @PathVariable String kind,
            @PathVariable String address,
            @RequestParam(defaultValue = "") String comment,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User author = author(user);
        return act(
                author,
                kind,
                address,
                "commented",
                flash,
                () -> definitions.comment(author, kind, Definition.name(address), comment));
    }

    @PostMapping("/{kind}/{address}/return")
    ModelAndView giveBack(
            @PathVariable String kind,
            @PathVariable String address,
            @RequestParam long version,
            @RequestParam(defaultValue = "") String comment,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User reviewer = author(user);
        return act(
                reviewer,
                kind,
                address,
                "returned",
                flash,
                () -> definitions.giveBack(reviewer, kind, Definition.name(address), version, comment));
    }

    @PostMapping("/{kind}/{address}/publish")
    ModelAndView publish(
            @PathVariable String kind,
            @PathVariable String address,
            @RequestParam long version,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User reviewer = author(user);
        return act(
                reviewer,
                kind,
                address,
                "published",
                flash,
                () -> definitions.publish(reviewer, kind, Definition.name(address), version));
    }

    @PostMapping("/{kind}/{address}/withdraw")
    ModelAndView withdraw(
            @PathVariable String kind,
            @PathVariable String address,
            @RequestParam(defaultValue = "") String reason,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        User author = author(user);
        return act(
                author,
                kind,
                address,
                "submitted",
                flash,
                () -> definitions.withdraw(author, kind, Definition.name(address), reason));
    }

    @PostMapping("/{kind}/{address}/discard")
    ModelAndView discard(
            @PathVariable String kind,
            @PathVariable String address,
            @RequestParam long version,
            @CurrentUser @Nullable User user,
            RedirectAttributes flash) {
        try {
            definitions.discard(author(user), kind, Definition.name(address), version);
        } catch (DefinitionConflictException e) {
            flash.addFlashAttribute("conflict", e.told());
            return new ModelAndView("redirect:" + page(kind, address));
        }
        flash.addFlashAttribute("done", "discarded");
        return new ModelAndView("redirect:" + PAGE);
    }

    private ModelAndView act(
            User user, String kind, String address, String done, RedirectAttributes flash, Runnable act) {
        try {
            act.run();
            flash.addFlashAttribute("done", done);
            return new ModelAndView("redirect:" + page(kind, address));
        } catch (InvalidDefinitionException e) {
            return again(user, kind, address, HttpStatus.UNPROCESSABLE_CONTENT).addObject("faults", e.findings());
        } catch (DefinitionConflictException e) {
            return again(user, kind, address, HttpStatus.CONFLICT).addObject("conflict", e.told());
        }
    }

    private ModelAndView again(User user, String kind, String address, HttpStatus status) {
        ModelAndView page = new ModelAndView("administer/definition");
        Definition found = definitions.find(user, kind, Definition.name(address));
        page.addObject("definition", found);
        page.addObject("diff", diff(found));
        return status(page, status);
    }

    private static void fill(Model model, Definition found) {
        model.addAttribute("definition", found);
        model.addAttribute("diff", diff(found));
    }

    /** The draft beside what is in force. */
    private static List<TextDiff.Line> diff(Definition found) {
        Definition.Draft draft = found.draft();
        return draft == null || draft.withdrawal() != null
                ? List.of()
                : TextDiff.of(found.current().map(Edition::text).orElse(""), draft.text());
    }

    static ModelAndView status(ModelAndView page, HttpStatus status) {
        page.setStatus(status);
        return page;
    }

    static String page(String kind, String address) {
        return PAGE + "/" + kind + "/" + address;
    }

    private static User reader(@Nullable User user) {
        return Access.require(user, Role.STEWARD, Role.OPERATOR, Role.AUDITOR);
    }

    static User author(@Nullable User user) {
        return Access.require(user, Role.STEWARD, Role.OPERATOR);
    }
}
