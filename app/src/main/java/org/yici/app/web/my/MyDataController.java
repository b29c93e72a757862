package org.yici.app.web.my;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.casework.Case;
import org.yici.app.casework.Cases;
import org.yici.app.exchange.AccessLog;
import org.yici.app.exchange.Consent;
import org.yici.app.exchange.Consents;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.registry.Subjects;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Paging;
import org.yici.kernel.resource.ItemType;

/** "Who used my data", and the consents that a person gave. */
@Controller
class MyDataController {
    private static final int SIZE = 20;
    private static final int CASES = 100;

    private final AccessLog uses;
    private final Consents consents;
    private final Subjects subjects;
    private final Cases cases;

    MyDataController(AccessLog uses, Consents consents, Subjects subjects, Cases cases) {
        this.uses = uses;
        this.consents = consents;
        this.subjects = subjects;
        this.cases = cases;
    }

    /** Somebody whose uses the reader may see: the reader, or a company for which a case of the reader was granted. */
    record Subject(String key, String name, UUID id) {}

    @GetMapping("/my/data")
    String uses(
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "1") int page,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        List<Subject> all = subjects(reader);
        Subject subject = chosen(all, about);
        Page<AccessLog.Use> list = uses.of(subject.id(), Paging.index(page), SIZE);
        show(model, subject, list);
        model.addAttribute("open", open(reader, list.content().stream().map(AccessLog.Use::caseNumber)));
        model.addAttribute("subjects", all);
        return "portal/my-data";
    }

    /** The list alone, fetched every second; nothing if its newest entry is the one the page already shows. */
    @GetMapping("/my/data/list")
    ModelAndView list(
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "-1") long seen,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        Subject subject = chosen(subjects(reader), about);
        Page<AccessLog.Use> list = uses.of(subject.id(), Paging.index(page), SIZE);
        if (newest(list) == seen) {
            ModelAndView unchanged = new ModelAndView();
            unchanged.setStatus(HttpStatus.NO_CONTENT);
            unchanged.setView((ignored, request, response) -> {});
            return unchanged;
        }
        show(model, subject, list);
        model.addAttribute("open", open(reader, list.content().stream().map(AccessLog.Use::caseNumber)));
        model.addAttribute("seen", seen);
        return new ModelAndView("portal/uses :: uses", model.asMap());
    }

    @GetMapping("/my/consents")
    String consents(
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "1") int page,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        List<Subject> all = subjects(reader);
        Subject subject = chosen(all, about);
        Page<Consent> list = consents.of(subject.id(), Paging.index(page), SIZE);
        model.addAttribute("list", list);
        model.addAttribute("open", open(reader, list.content().stream().map(Consent::caseNumber)));
        model.addAttribute("subjects", all);
        model.addAttribute("subject", subject);
        model.addAttribute("base", "/my/consents?about=" + subject.key() + "&");
        return "portal/my-consents";
    }

    @PostMapping("/my/consents/{id}/revoke")
    String revoke(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String about,
            @CurrentUser @Nullable User user,
            RedirectAttributes redirect) {
        User reader = Access.require(user, Role.APPLICANT);
        Subject subject = chosen(subjects(reader), about);
        consents.revoke(reader.actor(), subject.id(), id);
        redirect.addFlashAttribute("revoked", true);
        return "redirect:/my/consents?about=" + subject.key();
    }

    private static void show(Model model, Subject subject, Page<AccessLog.Use> list) {
        model.addAttribute("subject", subject);
        model.addAttribute("list", list);
        model.addAttribute("newest", newest(list));
        model.addAttribute("seen", Long.MAX_VALUE);
        model.addAttribute("base", "/my/data?about=" + subject.key() + "&");
    }

    /** Those cases that the reader may see; who is no party any more keeps the records, not the case. */
    private Set<String> open(User reader, Stream<@Nullable String> numbers) {
        return numbers.flatMap(Stream::ofNullable)
                .distinct()
                .filter(number -> cases.find(reader, number).isPresent())
                .collect(Collectors.toSet());
    }

    private static long newest(Page<AccessLog.Use> list) {
        return list.content().isEmpty() ? -1 : list.content().getFirst().leaf();
    }

    private List<Subject> subjects(User reader) {
        String citizenId = reader.citizenId();
        if (citizenId == null) {
            throw new NoSuchElementException("The account " + reader.username() + " is of no citizen");
        }
        List<Subject> all = new ArrayList<>();
        all.add(new Subject("me", reader.displayName(), subjects.of(ItemType.CITIZEN_ID, citizenId)));
        for (Case granted : cases.of(reader, 0, CASES).content()) {
            if (granted.state() == Case.State.COMPLETED) {
                granted.item().parties().stream()
                        .filter(party -> party.company())
                        .flatMap(party -> granted.party(party.role()).stream())
                        .map(party -> new Subject(party.identifier(), party.name(), party.subject()))
                        .filter(company ->
                                all.stream().noneMatch(known -> known.id().equals(company.id())))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static Subject chosen(List<Subject> all, String key) {
        return all.stream()
                .filter(subject -> subject.key().equals(key))
                .findFirst()
                .orElse(all.getFirst());
    }
}
