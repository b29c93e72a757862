package org.yici.demo.desk;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * A bank, simulated: whoever has the number of an assessment pays what is due on it, and the bank hands the payment to the tax office's
 * own database, as over the network of tax offices, treasury and banks (财税库银横向联网).
 */
@Controller
@ConditionalOnProperty("yici.demo")
@RequestMapping("/demo/bank")
class BankController {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");
    private static final int LONGEST_NUMBER = 40;

    private final BankStore store;

    BankController(BankStore store) {
        this.store = store;
    }

    @GetMapping
    ModelAndView bank(@RequestParam(defaultValue = "") String assessment) {
        String number = assessment.strip();
        if (number.isEmpty()) {
            return page(HttpStatus.OK, "");
        }
        Optional<BankStore.Due> due = number.length() > LONGEST_NUMBER ? Optional.empty() : store.due(number);
        if (due.isEmpty()) {
            return refused(number, "unknown", HttpStatus.NOT_FOUND);
        }
        return page(HttpStatus.OK, number).addObject("due", due.get());
    }

    /** @param amount what the customer was shown and pays, in yuan */
    @PostMapping("/payments")
    ModelAndView pay(
            @RequestParam(defaultValue = "") String assessment, @RequestParam(defaultValue = "") String amount) {
        String number = assessment.strip();
        if (number.length() > LONGEST_NUMBER) {
            return refused(number, "unknown", HttpStatus.NOT_FOUND);
        }
        if (!AMOUNT.matcher(amount).matches()) {
            return refused(number, "amount", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            return new ModelAndView("redirect:/demo/bank/receipts/" + store.pay(number, new BigDecimal(amount)));
        } catch (BankRefusedException e) {
            return switch (e.rule()) {
                case "unknown" -> refused(number, "unknown", HttpStatus.NOT_FOUND);
                case "settled" -> refused(number, "settled", HttpStatus.CONFLICT);
                default -> refused(number, "amount", HttpStatus.UNPROCESSABLE_CONTENT);
            };
        }
    }

    @GetMapping("/receipts/{serial}")
    String receipt(@PathVariable String serial, Model model) {
        model.addAttribute(
                "receipt",
                store.receipt(serial)
                        .orElseThrow(() -> new ResponseStatusException(
                                HttpStatus.NOT_FOUND, "The bank has no payment " + serial)));
        return "demo/bank-receipt";
    }

    private ModelAndView refused(String number, String rule, HttpStatus status) {
        ModelAndView page = page(status, number).addObject("refused", "bank.refused." + rule);
        store.due(number).filter(due -> rule.equals("amount")).ifPresent(due -> page.addObject("due", due));
        return page;
    }

    private static ModelAndView page(HttpStatus status, String number) {
        return new ModelAndView("demo/bank", status).addObject("number", number);
    }
}
