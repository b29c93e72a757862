package org.yici.demo.desk;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;

/**
 * A bank, simulated: whoever has the payment code of an assessment pays what is due on it, and the bank hands the payment to the tax office's
 * own database, as over the network of tax offices, treasury and banks (财税库银横向联网).
 */
@Controller
@RequestMapping("/demo/bank")
class BankController {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{1,40}");

    private static final Logger log = LoggerFactory.getLogger(BankController.class);

    private final BankStore store;

    BankController(BankStore store) {
        this.store = store;
    }

    @GetMapping
    ModelAndView bank(@RequestParam(defaultValue = "") String code) {
        String typed = code.strip();
        if (typed.isEmpty()) {
            return page(HttpStatus.OK, "");
        }
        Optional<BankStore.Due> due = CODE.matcher(typed).matches() ? store.due(typed) : Optional.empty();
        if (due.isEmpty()) {
            return refused(typed, "unknown", HttpStatus.NOT_FOUND);
        }
        try {
            if (!due.get().settled()) {
                store.requireDue(typed);
            }
            return page(HttpStatus.OK, typed).addObject("due", due.get());
        } catch (BankRefusedException e) {
            return refused(typed, e.rule(), HttpStatus.CONFLICT);
        }
    }

    /** @param amount what the customer was shown and pays, in yuan */
    @PostMapping("/payments")
    ModelAndView pay(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String amount) {
        String typed = code.strip();
        if (!CODE.matcher(typed).matches()) {
            return refused(typed, "unknown", HttpStatus.NOT_FOUND);
        }
        if (!AMOUNT.matcher(amount).matches()) {
            return refused(typed, "amount", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            return new ModelAndView("redirect:/demo/bank/receipts/" + store.pay(typed, new BigDecimal(amount)));
        } catch (BankRefusedException e) {
            return switch (e.rule()) {
                case "unknown" -> refused(typed, "unknown", HttpStatus.NOT_FOUND);
                case "settled", "void" -> refused(typed, e.rule(), HttpStatus.CONFLICT);
                default -> refused(typed, "amount", HttpStatus.UNPROCESSABLE_CONTENT);
            };
        }
    }

    @GetMapping("/receipts/{serial}")
    String receipt(@PathVariable String serial, Model model) {
        model.addAttribute(
                "receipt",
                (CODE.matcher(serial).matches() ? store.receipt(serial) : Optional.empty())
                        .orElseThrow(() -> new ResponseStatusException(
                                HttpStatus.NOT_FOUND, "The bank has no payment " + serial)));
        return "demo/bank-receipt";
    }

    /** The tax office's own page: what was paid on an assessment that is to be struck out. */
    @GetMapping("/refunds")
    ModelAndView refund(@CurrentUser @Nullable User user, @RequestParam(defaultValue = "") String code) {
        requireTaxOfficer(user);
        Optional<BankStore.Refund> found =
                CODE.matcher(code.strip()).matches() ? store.refund(code.strip()) : Optional.empty();
        return new ModelAndView("demo/bank-refund", found.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND)
                .addObject("refund", found.orElse(null));
    }

    @PostMapping("/refunds")
    String strikeOut(@CurrentUser @Nullable User user, @RequestParam(defaultValue = "") String code) {
        requireTaxOfficer(user);
        String typed = code.strip();
        if (!CODE.matcher(typed).matches()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The tax office has no such payment code");
        }
        try {
            store.strikeOut(typed);
        } catch (BankRefusedException e) {
            // The page that follows says how it stands: struck out already, or unknown.
            log.debug("{} is not struck out: {}", typed, e.rule());
        }
        return "redirect:/demo/bank/refunds?code=" + typed;
    }

    private static void requireTaxOfficer(@Nullable User user) {
        if (user == null || !user.is(Role.APPROVER) || !"tax".equals(user.department())) {
            throw new AccessDeniedException("Only an approver of the Tax Bureau may strike an assessment out");
        }
    }

    private ModelAndView refused(String code, String rule, HttpStatus status) {
        ModelAndView page = page(status, code).addObject("refused", "bank.refused." + rule);
        if (rule.equals("amount")) {
            store.due(code).ifPresent(due -> page.addObject("due", due));
        }
        return page;
    }

    private static ModelAndView page(HttpStatus status, String code) {
        return new ModelAndView("demo/bank", status).addObject("code", code);
    }
}
