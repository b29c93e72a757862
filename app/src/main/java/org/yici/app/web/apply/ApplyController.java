package org.yici.app.web.apply;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseParty;
import org.yici.app.casework.CaseReadings;
import org.yici.app.casework.Cases;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.service.ServiceItem;
import org.yici.app.web.cases.AskView;
import org.yici.app.web.cases.CaseAsks;
import org.yici.app.web.cases.CaseForms;
import org.yici.app.web.cases.CaseView;
import org.yici.app.web.cases.CaseViews;

/** An application step by step, one thing a page: consent, check, fill in, review. */
@Controller
@RequestMapping("/apply/{number}")
class ApplyController {
    private final Cases cases;
    private final CaseReadings readings;
    private final CaseViews views;
    private final CaseForms forms;
    private final CaseAsks asking;

    ApplyController(Cases cases, CaseReadings readings, CaseViews views, CaseForms forms, CaseAsks asking) {
        this.cases = cases;
        this.readings = readings;
        this.views = views;
        this.forms = forms;
        this.asking = asking;
    }

    @GetMapping
    String resume(@CurrentUser User user, @PathVariable String number, Locale locale) {
        CaseView view = views.of(find(user, number), locale);
        ApplyStep first = ApplyStep.first(view);
        return first == ApplyStep.DONE ? "redirect:/cases/" + number : redirect(number, first);
    }

    @GetMapping("/{step:consent|check|fill|review|done}")
    String step(
            @CurrentUser User user,
            @PathVariable String number,
            @PathVariable String step,
            Model model,
            Locale locale) {
        Case found = find(user, number);
        CaseView view = views.of(found, locale);
        ApplyStep asked = ApplyStep.of(step);
        if (!asked.opens(view)) {
            return redirect(number, ApplyStep.first(view));
        }
        if (asked == ApplyStep.REVIEW) {
            Map<String, String> faults = FieldChecks.faults(found.item().fields(), found.fields());
            if (view.next() == CaseView.Next.CONTINUE && !faults.isEmpty()) {
                return redirect(number, ApplyStep.FILL);
            }
        }
        model.addAllAttributes(page(found, view, asked, Map.of(), locale));
        return "casework/apply-" + step;
    }

    @PostMapping("/consent")
    String consent(@CurrentUser User user, @PathVariable String number, RedirectAttributes redirect, Locale locale) {
        CaseView view = views.of(cases.consent(user, number), locale);
        redirect.addFlashAttribute("notice", view.asksConsent() ? "apply.consent.done" : "apply.lawful.done");
        return redirect(number, ApplyStep.CHECK);
    }

    /** Keeps what was typed, right or wrong, and goes on only if it is right. */
    @PostMapping("/fill")
    ModelAndView fill(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestParam Map<String, String> request,
            RedirectAttributes redirect,
            Locale locale) {
        Case found = find(user, number);
        Map<String, String> values = FieldChecks.read(found.item().fields(), request);
        Case saved = cases.save(user, number, values);
        if ("later".equals(request.get("go"))) {
            redirect.addFlashAttribute("notice", "apply.saved.later");
            return new ModelAndView("redirect:/cases");
        }
        Map<String, String> faults = faults(found, found.item().fields(), values);
        if (faults.isEmpty()) {
            faults = cases.faults(user, number);
        }
        return faults.isEmpty() ? new ModelAndView(redirect(number, ApplyStep.REVIEW)) : faulty(saved, faults, locale);
    }

    /** What is wrong or missing, all at once: also what this case needs, as the registers say, though the form does not require it. */
    private static Map<String, String> faults(Case found, List<ServiceItem.Field> fields, Map<String, String> values) {
        Map<String, String> faults = FieldChecks.faults(fields, values);
        if (!faults.isEmpty()) {
            fields.stream()
                    .map(ServiceItem.Field::name)
                    .filter(name -> Boolean.TRUE.equals(found.needed().get(name))
                            && values.getOrDefault(name, "").isEmpty())
                    .forEach(name -> faults.putIfAbsent(name, FieldChecks.REQUIRED));
        }
        return faults;
    }

    @PostMapping("/submit")
    ModelAndView submit(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String contract,
            Locale locale) {
        Case found = find(user, number);
        try {
            cases.submit(user, number, found.fields(), contract);
            return new ModelAndView(redirect(number, ApplyStep.DONE));
        } catch (InvalidFieldsException problem) {
            return faulty(found, problem.faults(), locale);
        }
    }

    @PostMapping("/confirm")
    ModelAndView confirm(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String contract,
            @RequestParam Map<String, String> request,
            Locale locale) {
        Case found = find(user, number);
        String role = found.own().map(CaseParty::role).orElse("");
        ServiceItem own = found.item().withFields(found.item().fieldsOf(role));
        Map<String, String> values = FieldChecks.read(own.fields(), request);
        Map<String, String> faults = faults(found, own.fields(), values);
        if (faults.isEmpty()) {
            try {
                cases.confirm(user, number, contract, values);
                return new ModelAndView(redirect(number, ApplyStep.DONE));
            } catch (InvalidFieldsException problem) {
                faults.putAll(problem.faults());
            }
        }
        List<String> others = faults.entrySet().stream()
                .filter(fault -> own.field(fault.getKey()).isEmpty())
                .map(Map.Entry::getValue)
                .toList();
        return unconfirmed(found, others, "", locale).addObject("form", forms.of(found, own, values, faults, locale));
    }

    /** Another party does not confirm; the applicant reads why. */
    @PostMapping("/decline")
    ModelAndView decline(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect,
            Locale locale) {
        Case found = find(user, number);
        try {
            boolean stays = cases.decline(user, number, reason).isPresent();
            redirect.addFlashAttribute("notice", stays ? "apply.decline.done" : "apply.decline.done.household");
            // Whoever was of a household is no party any more.
            return new ModelAndView(stays ? "redirect:/cases/" + number : "redirect:/cases");
        } catch (InvalidFieldsException problem) {
            String fault = reason.isBlank() ? "apply.decline.missing" : "field.error.too-long";
            return unconfirmed(found, List.of(fault), reason, locale);
        }
    }

    /** As long as others have still to confirm. */
    @PostMapping("/take-back")
    String takeBack(@CurrentUser User user, @PathVariable String number, RedirectAttributes redirect) {
        cases.takeBack(user, number);
        redirect.addFlashAttribute("notice", "apply.take-back.done");
        return "redirect:/cases/" + number;
    }

    @PostMapping("/discard")
    String discard(@CurrentUser User user, @PathVariable String number, RedirectAttributes redirect) {
        cases.withdraw(user, number);
        redirect.addFlashAttribute("notice", "apply.discard.done");
        return "redirect:/cases";
    }

    private ModelAndView faulty(Case found, Map<String, String> faults, Locale locale) {
        ModelAndView page = new ModelAndView("casework/apply-fill", HttpStatus.UNPROCESSABLE_CONTENT);
        page.addAllObjects(page(found, views.of(found, locale), ApplyStep.FILL, faults, locale));
        return page;
    }

    private ModelAndView unconfirmed(Case found, Collection<String> problems, String reason, Locale locale) {
        CaseView view = views.of(found, locale);
        ApplyStep step = view.consented() ? ApplyStep.REVIEW : ApplyStep.CONSENT;
        ModelAndView page = new ModelAndView("casework/apply-" + step.path(), HttpStatus.UNPROCESSABLE_CONTENT);
        page.addAllObjects(page(found, view, step, Map.of(), locale));
        page.addObject("problems", List.copyOf(problems));
        page.addObject("reason", reason);
        return page;
    }

    private Map<String, Object> page(
            Case found, CaseView view, ApplyStep step, Map<String, String> faults, Locale locale) {
        List<AskView> asks = asking.of(found.item(), view.myRole(), locale);
        return Map.of(
                "case",
                view,
                "step",
                step.path(),
                "steps",
                ApplyStep.of(view),
                "asks",
                asks.stream().filter(AskView::consentNeeded).toList(),
                "lawful",
                asks.stream().filter(ask -> !ask.consentNeeded()).toList(),
                "consentDays",
                Cases.CONSENT_LASTS.toDays(),
                "form",
                forms.of(found, ownForm(found, view), found.fields(), faults, locale));
    }

    /** The fields that the user fills in: the applicant the form, another party what it knows alone. */
    private static ServiceItem ownForm(Case found, CaseView view) {
        ServiceItem item = found.item();
        return view.next() == CaseView.Next.CONFIRM
                ? item.withFields(item.fieldsOf(view.myRole()))
                : item.withFields(item.fields().stream()
                        .filter(field -> field.party() == null)
                        .toList());
    }

    private Case find(User user, String number) {
        Case found = cases.find(user, number).orElseThrow(() -> new NoSuchElementException(number));
        readings.ofCase(user, found);
        return found;
    }

    private static String redirect(String number, ApplyStep step) {
        return "redirect:/apply/" + number + "/" + step.path();
    }
}
