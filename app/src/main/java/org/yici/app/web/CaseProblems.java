package org.yici.app.web;

import java.util.Locale;
import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.casework.IllegalCaseStateException;
import org.yici.app.casework.InvalidFieldsException;
import org.yici.app.casework.NotAllowedException;

/** Says in words why a page about a case cannot be shown or an act on it was not done. */
@ControllerAdvice(
        assignableTypes = {ApplyController.class, ApplyStartController.class, CaseController.class, TaskController.class, WindowController.class})
class CaseProblems {
    private final CaseTexts texts;

    CaseProblems(CaseTexts texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    ModelAndView notAllowed(NotAllowedException problem, Locale locale) {
        return page(HttpStatus.FORBIDDEN, "not-allowed", problem.getMessage(), locale);
    }

    @ExceptionHandler
    ModelAndView wrongState(IllegalCaseStateException problem, Locale locale) {
        return page(HttpStatus.CONFLICT, "wrong-state", problem.getMessage(), locale);
    }

    @ExceptionHandler
    ModelAndView invalid(InvalidFieldsException problem, Locale locale) {
        String faults = problem.faults().values().stream()
                .map(key -> texts.text(locale, key))
                .sorted()
                .reduce((left, right) -> left + " · " + right)
                .orElse("");
        return page(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", faults, locale);
    }

    @ExceptionHandler
    ModelAndView missing(NoSuchElementException problem, Locale locale) {
        return page(HttpStatus.NOT_FOUND, "missing", "", locale);
    }

    private ModelAndView page(HttpStatus status, String kind, String detail, Locale locale) {
        ModelAndView page = new ModelAndView("casework/problem");
        page.setStatus(status);
        page.addObject("title", texts.text(locale, "casepage.problem." + kind + ".title"));
        page.addObject("text", texts.text(locale, "casepage.problem." + kind + ".text"));
        page.addObject("detail", detail);
        return page;
    }
}
