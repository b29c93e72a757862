package org.yici.app.web.my;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yici.app.exchange.Consent;
import org.yici.app.exchange.Consents;
import org.yici.app.exchange.Corrections;
import org.yici.app.exchange.OwnData;
import org.yici.app.exchange.OwnRecord;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Paging;

/** What is held about a person, and the consents that it gave. */
@Controller
class MyDataController {
    private static final int SIZE = 20;

    private static final int RECORDS = 10;

    private final OwnData data;
    private final OwnDataWords words;
    private final Corrections corrections;
    private final Consents consents;
    private final MySubjects subjects;

    MyDataController(
            OwnData data, OwnDataWords words, Corrections corrections, Consents consents, MySubjects subjects) {
        this.data = data;
        this.words = words;
        this.corrections = corrections;
        this.consents = consents;
        this.subjects = subjects;
    }

    @GetMapping("/my/data")
    String data(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        UUID subject = subjects.self(reader).id();
        Page<OwnRecord> list = data.of(reader, subject, Paging.index(page), RECORDS);
        model.addAttribute("list", list);
        model.addAttribute("records", words.records(list.content(), corrections.open(subject)));
        return "portal/my-data";
    }

    @GetMapping("/my/consents")
    String consents(
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "1") int page,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        List<MySubjects.Subject> all = subjects.of(reader);
        MySubjects.Subject subject = MySubjects.chosen(all, about);
        Page<Consent> list = consents.of(subject.id(), Paging.index(page), SIZE);
        model.addAttribute("list", list);
        model.addAttribute(
                "open", subjects.openCases(reader, list.content().stream().map(Consent::caseNumber)));
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
        MySubjects.Subject subject = MySubjects.chosen(subjects.of(reader), about);
        consents.revoke(reader.actor(), subject.id(), id);
        redirect.addFlashAttribute("revoked", true);
        return "redirect:/my/consents?about=" + subject.key();
    }
}
