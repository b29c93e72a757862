package org.yici.app.web.cases;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseReadings;
import org.yici.app.casework.Cases;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.service.FieldChecks;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.store.SiteProperties;
import org.yici.app.web.frame.Paging;

/** A person's cases and one case as it goes on. */
@Controller
@RequestMapping("/cases")
class CaseController {
    private static final int PAGE_SIZE = 10;

    private final Cases cases;
    private final CaseViews views;
    private final CaseForms forms;
    private final CaseReadings readings;
    private final SiteProperties site;

    CaseController(Cases cases, CaseViews views, CaseForms forms, CaseReadings readings, SiteProperties site) {
        this.cases = cases;
        this.readings = readings;
        this.views = views;
        this.forms = forms;
        this.site = site;
    }

    @GetMapping
    String mine(@CurrentUser User user, @RequestParam(defaultValue = "1") int page, Model model, Locale locale) {
        model.addAttribute("page", cases.of(user, Paging.index(page), PAGE_SIZE).map(found -> views.of(found, locale)));
        return "casework/cases";
    }

    @GetMapping("/{number}")
    String show(@CurrentUser User user, @PathVariable String number, Model model, Locale locale) {
        fill(model, user, find(user, number), locale);
        return "casework/case";
    }

    /** The part of the page that changes; nothing while it looks as the browser already has it. */
    @GetMapping("/{number}/live")
    ModelAndView live(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(name = "short", defaultValue = "false") boolean brief,
            Locale locale) {
        CaseView view = views.of(find(user, number), locale);
        if (view.version().equals(seen)) {
            return new ModelAndView(new CaseNothingNew());
        }
        return new ModelAndView(brief ? "casework/live :: live-short" : "casework/live :: live", Map.of("case", view));
    }

    @PostMapping("/{number}/supplement")
    ModelAndView supplement(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestParam Map<String, String> request,
            RedirectAttributes redirect,
            Locale locale) {
        Case found = find(user, number);
        Map<String, String> values = FieldChecks.read(found.item().fields(), request);
        Map<String, String> faults = FieldChecks.faults(found.item().fields(), values);
        if (faults.isEmpty()) {
            try {
                cases.submit(user, number, values);
                redirect.addFlashAttribute("notice", "casepage.supplement.done");
                return new ModelAndView("redirect:/cases/" + number);
            } catch (InvalidFieldsException problem) {
                faults = problem.faults();
            }
        }
        ModelAndView page = new ModelAndView("casework/case", HttpStatus.UNPROCESSABLE_CONTENT);
        CaseView view = views.of(found, locale);
        page.addObject("case", view);
        page.addObject("form", forms.of(found, found.item(), values, faults, locale));
        return page;
    }

    /** After a revocation, or when a consent has run out. */
    @PostMapping("/{number}/consent")
    String consent(@CurrentUser User user, @PathVariable String number, RedirectAttributes redirect) {
        Case consented = cases.consent(user, number);
        redirect.addFlashAttribute(
                "notice",
                consented.state() == Case.State.STOPPED
                        ? "casepage.consent-again.stopped"
                        : "casepage.consent-again.done");
        return "redirect:/cases/" + number;
    }

    @PostMapping("/{number}/renew")
    String renew(@CurrentUser User user, @PathVariable String number, RedirectAttributes redirect) {
        Case renewed = cases.renew(user, number);
        redirect.addFlashAttribute(
                "notice", renewed.state() == Case.State.DRAFT ? "casepage.renew.draft" : "casepage.renew.goes-on");
        return "redirect:/cases/" + number;
    }

    @PostMapping("/{number}/refuse")
    String refuse(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        Case refused = cases.refuse(user, number, reason);
        redirect.addFlashAttribute(
                "notice", refused.state() == Case.State.REFUSED ? "casepage.refuse.done" : "casepage.refuse.proposed");
        return "redirect:/cases/" + number;
    }

    /** What a colleague proposed, to refuse the case, is returned; or the own proposal taken back. */
    @PostMapping("/{number}/refuse/return")
    String returnRefusal(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        cases.returnRefusal(user, number, reason);
        redirect.addFlashAttribute("notice", "casepage.refusal.returned");
        return "redirect:/cases/" + number;
    }

    /** A department has corrected what the refused case left in its register. */
    @PostMapping("/{number}/corrections/{step}")
    String corrected(
            @CurrentUser User user,
            @PathVariable String number,
            @PathVariable String step,
            RedirectAttributes redirect) {
        cases.corrected(user, number, step);
        redirect.addFlashAttribute("notice", "casepage.corrected.done");
        return "redirect:/cases/" + number;
    }

    @PostMapping("/{number}/withdraw")
    String withdraw(@CurrentUser User user, @PathVariable String number, RedirectAttributes redirect) {
        cases.withdraw(user, number);
        redirect.addFlashAttribute("notice", "casepage.withdraw.done");
        return "redirect:/cases/" + number;
    }

    /** The receipt of submission (收件回执), which is the notice of acceptance (受理通知书) once the case is accepted; made to be printed. */
    @GetMapping("/{number}/receipt")
    String receipt(
            @CurrentUser User user,
            @PathVariable String number,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        fill(model, user, find(user, number), locale);
        model.addAttribute("link", link(number, request));
        return "casework/receipt";
    }

    @GetMapping(value = "/{number}/qr.svg", produces = "image/svg+xml")
    @ResponseBody
    ResponseEntity<String> qrCode(@CurrentUser User user, @PathVariable String number, HttpServletRequest request) {
        find(user, number);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .cacheControl(CacheControl.noCache())
                .body(CaseQrCode.svg(link(number, request)));
    }

    private void fill(Model model, User user, Case found, Locale locale) {
        CaseView view = views.of(found, locale);
        model.addAttribute("case", view);
        model.addAttribute("form", forms.of(found, found.item(), found.fields(), Map.of(), locale));
    }

    private Case find(User user, String number) {
        Case found = cases.find(user, number).orElseThrow(() -> new NoSuchElementException(number));
        readings.ofCase(user, found);
        return found;
    }

    /** What is printed must open elsewhere: the address that the platform is known by; else this machine's, never a port that a request made up. */
    private String link(String number, HttpServletRequest request) {
        UriComponentsBuilder base = site.publicUrl() == null
                ? UriComponentsBuilder.newInstance()
                        .scheme(request.getScheme())
                        .host(request.getServerName())
                        .port(request.getLocalPort())
                : UriComponentsBuilder.fromUri(site.publicUrl());
        return base.path("/cases/{number}").build(number).toString();
    }
}
