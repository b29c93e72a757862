package org.yici.app.web.cases;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.casework.BoundByResultException;
import org.yici.app.casework.CaseChangedException;
import org.yici.app.casework.ClaimedException;
import org.yici.app.casework.EvidenceChange;
import org.yici.app.casework.EvidenceChangedException;
import org.yici.app.casework.HeldException;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.TooManyDraftsException;
import org.yici.app.casework.TooOftenException;
import org.yici.app.casework.UnavailableException;
import org.yici.app.service.InvalidFieldsException;

/** Says in words why a page about a case cannot be shown or an act on it was not done. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice("org.yici.app.web")
class CaseProblems {
    private static final Pattern CASE = Pattern.compile("/(?:apply|cases)/([^/]+)(?:/.*)?");

    private final CaseTexts texts;

    CaseProblems(CaseTexts texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    ModelAndView notAllowed(NotAllowedException problem, HttpServletRequest request, Locale locale) {
        return page(HttpStatus.FORBIDDEN, "not-allowed", String.valueOf(problem.getMessage()), request, locale);
    }

    @ExceptionHandler
    ModelAndView changedMeanwhile(CaseChangedException problem, HttpServletRequest request, Locale locale) {
        return page(HttpStatus.CONFLICT, "changed-meanwhile", String.valueOf(problem.getMessage()), request, locale);
    }

    @ExceptionHandler
    ModelAndView claimed(ClaimedException problem, HttpServletRequest request, Locale locale) {
        String what = texts.text(
                locale, "casepage.problem.claimed.what", texts.label(locale, problem.claim()), problem.holder());
        return page(HttpStatus.CONFLICT, "claimed", "", request, locale).addObject("what", what);
    }

    @ExceptionHandler
    ModelAndView evidenceChanged(EvidenceChangedException problem, HttpServletRequest request, Locale locale) {
        String changes = problem.changes().stream().map(EvidenceChange::text).collect(Collectors.joining(" · "));
        return page(HttpStatus.CONFLICT, "evidence-changed", "", request, locale)
                .addObject("what", changes);
    }

    @ExceptionHandler
    ModelAndView tooManyDrafts(TooManyDraftsException problem, HttpServletRequest request, Locale locale) {
        return page(HttpStatus.CONFLICT, "too-many-drafts", "", request, locale)
                .addObject("what", String.join(" · ", problem.numbers()))
                .addObject("back", "/cases");
    }

    @ExceptionHandler
    ModelAndView unavailable(UnavailableException problem, HttpServletRequest request, Locale locale) {
        return page(
                HttpStatus.SERVICE_UNAVAILABLE, "unavailable", String.valueOf(problem.getMessage()), request, locale);
    }

    @ExceptionHandler
    ModelAndView held(HeldException problem, HttpServletRequest request, Locale locale) {
        return page(HttpStatus.CONFLICT, "held", "", request, locale)
                .addObject("what", texts.text(locale, "casepage.problem.held.what", problem.holder()))
                .addObject("back", request.getRequestURI().replaceFirst("/(claim|hand-over|confirm|return)$", ""));
    }

    @ExceptionHandler
    ModelAndView tooOften(TooOftenException problem, HttpServletRequest request, Locale locale) {
        return page(HttpStatus.TOO_MANY_REQUESTS, "too-often", "", request, locale);
    }

    @ExceptionHandler
    ModelAndView bound(BoundByResultException problem, HttpServletRequest request, Locale locale) {
        return page(HttpStatus.CONFLICT, "bound", "", request, locale);
    }

    @ExceptionHandler
    ModelAndView wrongState(IllegalCaseStateException problem, HttpServletRequest request, Locale locale) {
        return page(HttpStatus.CONFLICT, "wrong-state", String.valueOf(problem.getMessage()), request, locale);
    }

    @ExceptionHandler
    ModelAndView invalid(InvalidFieldsException problem, HttpServletRequest request, Locale locale) {
        String faults = problem.faults().values().stream()
                .map(key -> texts.text(locale, key))
                .sorted()
                .reduce((left, right) -> left + " · " + right)
                .orElse("");
        return page(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", faults, request, locale);
    }

    private ModelAndView page(
            HttpStatus status, String kind, String detail, HttpServletRequest request, Locale locale) {
        ModelAndView page = new ModelAndView("casework/problem");
        page.setStatus(status);
        page.addObject("heading", texts.text(locale, "casepage.problem." + kind + ".title"));
        page.addObject("text", texts.text(locale, "casepage.problem." + kind + ".text"));
        page.addObject("detail", detail);
        page.addObject("back", back(request.getRequestURI()));
        return page;
    }

    private static String back(String path) {
        Matcher ofCase = CASE.matcher(path);
        if (ofCase.matches()) {
            return "/cases/" + ofCase.group(1);
        }
        return path.startsWith("/window") ? "/window" : path.startsWith("/tasks") ? "/tasks" : "/cases";
    }
}
