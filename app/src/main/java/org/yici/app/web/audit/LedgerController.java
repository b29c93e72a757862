package org.yici.app.web.audit;

import java.util.List;
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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yici.app.casework.ReceiptReaders;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Department;
import org.yici.app.identity.Identities;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.Act;
import org.yici.app.ledger.AuditRuns;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerCursor;
import org.yici.app.ledger.LedgerSlice;
import org.yici.app.web.frame.Access;
import org.yici.kernel.ledger.Receipt;

/**
 * The public page of the ledger: what it holds, how anybody can check it, and receipts for those whom they concern. Auditors look for
 * entries on it.
 */
@Controller
class LedgerController {
    private static final int SIZE = 15;
    private static final int RUNS = 5;

    private final Ledger ledger;
    private final ReceiptReaders readers;
    private final AuditRuns audits;
    private final Identities identities;

    LedgerController(Ledger ledger, ReceiptReaders readers, AuditRuns audits, Identities identities) {
        this.ledger = ledger;
        this.readers = readers;
        this.audits = audits;
        this.identities = identities;
    }

    @GetMapping("/ledger")
    String page(
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "") String index,
            @ModelAttribute("query") LedgerQuery query,
            @CurrentUser @Nullable User user,
            Model model) {
        if (query.given()) {
            Access.require(user, Role.AUDITOR);
        }
        String wanted = index.strip();
        Optional<Long> found = number(wanted).flatMap(ledger::receipt).map(Receipt::index);
        model.addAttribute("size", ledger.size());
        model.addAttribute("checkpoint", ledger.checkpoint());
        model.addAttribute("verifierKey", ledger.verifierKey());
        LedgerSlice list = ledger.entries(query.filter(), cursor(before, after), SIZE);
        model.addAttribute("list", list);
        model.addAttribute("base", "/ledger" + (query.given() ? query.address() + "&" : "?"));
        model.addAttribute(
                "readable", found.filter(leaf -> readers.mayRead(user, leaf)).isPresent());
        model.addAttribute("index", wanted);
        model.addAttribute("found", found.orElse(null));
        if (user != null && user.is(Role.AUDITOR)) {
            model.addAttribute("faults", query.faults());
            model.addAttribute("address", query.address());
            model.addAttribute("kinds", Act.Kind.values());
            model.addAttribute("departments", departments());
            model.addAttribute("run", audits.last().orElse(null));
            model.addAttribute("runs", audits.before(RUNS));
        }
        return "ledger/ledger";
    }

    private List<String> departments() {
        return identities.departments().stream().map(Department::code).toList();
    }

    private static LedgerCursor cursor(@Nullable Long before, @Nullable Long after) {
        return after != null
                ? LedgerCursor.after(after)
                : before != null ? LedgerCursor.before(before) : LedgerCursor.newest();
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
