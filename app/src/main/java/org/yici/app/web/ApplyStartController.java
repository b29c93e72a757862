package org.yici.app.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.casework.Case;
import org.yici.app.casework.Cases;
import org.yici.app.casework.InvalidFieldsException;
import org.yici.app.casework.NotAllowedException;
import org.yici.app.casework.ServiceItem;
import org.yici.app.casework.ServiceItems;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.kernel.identifier.CreditCode;

/** Begins an application; for a company's, asks for which company. */
@Controller
@RequestMapping("/apply")
class ApplyStartController {
    private final Cases cases;
    private final ServiceItems items;
    private final CaseTexts texts;

    ApplyStartController(Cases cases, ServiceItems items, CaseTexts texts) {
        this.cases = cases;
        this.items = items;
        this.texts = texts;
    }

    @GetMapping
    ModelAndView start(@RequestParam String item, @RequestParam(defaultValue = "") String identifier, Locale locale) {
        return page(find(item), identifier, Map.of(), locale);
    }

    @PostMapping
    ModelAndView open(
            @CurrentUser User user,
            @RequestParam String item,
            @RequestParam(defaultValue = "") String identifier,
            Locale locale) {
        ServiceItem found = find(item);
        boolean company = found.parties().getFirst().company();
        String tidied = ApplyForm.tidy("CREDIT_CODE", identifier);
        if (company && CreditCode.fault(tidied).isPresent()) {
            String fault = tidied.isEmpty() ? "apply.error.required.CREDIT_CODE" : "apply.error.invalid.CREDIT_CODE";
            return faulty(found, identifier, fault, locale);
        }
        try {
            Case opened = cases.open(user, item, company ? tidied : "");
            return new ModelAndView("redirect:/apply/" + opened.number());
        } catch (InvalidFieldsException problem) {
            String fault = problem.faults().values().stream().findFirst().orElse("apply.error.invalid.CREDIT_CODE");
            return faulty(found, identifier, fault, locale);
        } catch (NotAllowedException problem) {
            return faulty(found, identifier, "apply.error.notYours", locale);
        }
    }

    private ModelAndView faulty(ServiceItem item, String identifier, String fault, Locale locale) {
        ModelAndView page = page(item, identifier, Map.of("identifier", fault), locale);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(ServiceItem item, String identifier, Map<String, String> faults, Locale locale) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("slug", item.slug());
        model.put("itemName", texts.label(locale, item.label()));
        model.put("itemCode", item.code());
        model.put("department", texts.department(locale, item.department()));
        model.put("company", item.parties().getFirst().company());
        model.put("instant", item.kind() == ServiceItem.Kind.INSTANT);
        model.put("identifier", identifier);
        model.put("faults", faults);
        return new ModelAndView("casework/apply-start", model);
    }

    private ServiceItem find(String slug) {
        return items.find(slug).orElseThrow(() -> new NoSuchElementException(slug));
    }
}
