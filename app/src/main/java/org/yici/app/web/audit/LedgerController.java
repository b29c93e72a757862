package org.yici.app.web.audit;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yici.app.casework.ReceiptReaders;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerFilter;
import org.yici.app.web.frame.Paging;
import org.yici.kernel.ledger.Receipt;

/** The public page of the ledger: what it holds, how anybody can check it, and receipts for those whom they concern. */
@Controller
class LedgerController {
    private static final int SIZE = 15;

    private final Ledger ledger;
    private final ReceiptReaders readers;

    LedgerController(Ledger ledger, ReceiptReaders readers) {
        this.ledger = ledger;
        this.readers = readers;
    }

    @GetMapping("/ledger")
    String page(
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String index,
            @CurrentUser @Nullable User user,
            Model model) {
        String wanted = index.strip();
        Optional<Long> found = number(wanted).flatMap(ledger::receipt).map(Receipt::index);
        model.addAttribute("size", ledger.size());
        model.addAttribute("checkpoint", ledger.checkpoint());
        model.addAttribute("verifierKey", ledger.verifierKey());
        model.addAttribute("list", ledger.entries(LedgerFilter.all(), Paging.index(page), SIZE));
        model.addAttribute(
                "readable", found.filter(leaf -> readers.mayRead(user, leaf)).isPresent());
        model.addAttribute("index", wanted);
        model.addAttribute("found", found.orElse(null));
        return "ledger/ledger";
    }

    @GetMapping("/ledger/receipts/{index}")
    ResponseEntity<String> receipt(@PathVariable long index, @CurrentUser @Nullable User user) {
        Receipt receipt = ledger.receipt(index).orElseThrow(() -> new NoSuchElementException("No leaf " + index));
        if (!readers.mayRead(user, index)) {
            throw new AccessDeniedException("The receipt " + index + " is not for this reader");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"yici-receipt-" + index + ".json\"")
                .body(receipt.toJson());
    }

    private static Optional<Long> number(String index) {
        return index.matches("\\d{1,18}") ? Optional.of(Long.valueOf(index)) : Optional.empty();
    }
}
