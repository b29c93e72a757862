package org.yici.app.web.my;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
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
import org.yici.app.exchange.Correction;
import org.yici.app.exchange.CorrectionText;
import org.yici.app.exchange.Corrections;
import org.yici.app.exchange.InvalidCorrectionException;
import org.yici.app.exchange.OwnData;
import org.yici.app.exchange.OwnRecord;
import org.yici.app.exchange.TooManyCorrectionsException;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.store.Page;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.Paging;

/** Requests for correction: a person asks, lists and withdraws them; the steward of the department reads them. */
@Controller
class MyCorrectionsController {
    private static final int SIZE = 20;

    private final Corrections corrections;
    private final OwnData data;
    private final MySubjects subjects;
    private final OwnDataWords words;

    MyCorrectionsController(Corrections corrections, OwnData data, MySubjects subjects, OwnDataWords words) {
        this.corrections = corrections;
        this.data = data;
        this.subjects = subjects;
        this.words = words;
    }

    @GetMapping("/my/corrections")
    String list(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        Page<Correction> list = corrections.of(subjects.self(reader).id(), Paging.index(page), SIZE);
        model.addAttribute("list", list.map(words::correction));
        return "portal/my-corrections";
    }

    @GetMapping("/my/corrections/new")
    String form(
            @RequestParam String resource,
            @RequestParam String record,
            @RequestParam String item,
            @CurrentUser @Nullable User user,
            Model model) {
        User reader = Access.require(user, Role.APPLICANT);
        show(model, reader, new Corrections.Place(resource, record, item), "", "", Map.of());
        return "portal/correction-new";
    }

    @PostMapping("/my/corrections")
    ModelAndView request(
            @RequestParam String resource,
            @RequestParam String record,
            @RequestParam String item,
            @RequestParam(defaultValue = "") String wrong,
            @RequestParam(defaultValue = "") String proposed,
            @CurrentUser @Nullable User user,
            Model model,
            RedirectAttributes redirect) {
        User reader = Access.require(user, Role.APPLICANT);
        Corrections.Place place = new Corrections.Place(resource, record, item);
        Map<String, String> faults = new LinkedHashMap<>();
        try {
            corrections.request(reader, subjects.self(reader).id(), place, CorrectionText.of(wrong, proposed));
            redirect.addFlashAttribute("recorded", true);
            return new ModelAndView("redirect:/my/corrections");
        } catch (InvalidCorrectionException invalid) {
            invalid.faults().forEach((field, fault) -> faults.put(field, "corrections.fault." + field + "." + fault));
        } catch (TooManyCorrectionsException refused) {
            faults.put("wrong", refused.sameItem() ? "corrections.fault.same" : "corrections.fault.many");
        }
        show(model, reader, place, wrong, proposed, faults);
        return new ModelAndView("portal/correction-new", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/my/corrections/{id}/withdraw")
    String withdraw(@PathVariable UUID id, @CurrentUser @Nullable User user, RedirectAttributes redirect) {
        User reader = Access.require(user, Role.APPLICANT);
        corrections.withdraw(reader, subjects.self(reader).id(), id);
        redirect.addFlashAttribute("withdrawn", true);
        return "redirect:/my/corrections";
    }

    @GetMapping("/operator/corrections")
    String ofDepartment(@RequestParam(defaultValue = "1") int page, @CurrentUser @Nullable User user, Model model) {
        User steward = Access.require(user, Role.STEWARD);
        String department = steward.department();
        if (department == null) {
            throw new NoSuchElementException("The account " + steward.username() + " is of no department");
        }
        Page<Correction> list = corrections.ofDepartment(steward, department, Paging.index(page), SIZE);
        model.addAttribute("list", list.map(words::correction));
        return "oversight/corrections";
    }

    private void show(
            Model model,
            User reader,
            Corrections.Place place,
            String wrong,
            String proposed,
            Map<String, String> faults) {
        OwnRecord record = data.find(reader, subjects.self(reader).id(), place.resource(), place.record())
                .orElseThrow(() -> new NoSuchElementException("There is no such record about this person"));
        model.addAttribute(
                "item",
                record.items().stream()
                        .filter(item -> item.name().equals(place.item()))
                        .findFirst()
                        .map(item -> words.item(record, item))
                        .orElseThrow(() -> new NoSuchElementException("The record shows no such item")));
        model.addAttribute("record", record);
        model.addAttribute("place", place);
        model.addAttribute("wrong", wrong);
        model.addAttribute("proposed", proposed);
        model.addAttribute("longest", CorrectionText.LONGEST);
        model.addAttribute("faults", faults);
    }
}
