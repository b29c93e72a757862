package org.yici.app.web;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yici.app.ledger.Ledger;
import org.yici.app.store.Page;
import org.yici.kernel.ledger.Receipt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public page of the ledger: what it holds, how anybody can check it, and each leaf's receipt. */
@Controller
class LedgerController {
    private static final int SIZE = 15;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What the public sees of a leaf: what was done, by which department, when; never whom it touched. */
    record Entry(long index, String kind, @Nullable String department, @Nullable String at) {}

    @GetMapping("/ledger")
    String page(
            @RequestParam(defaultValue = "1") int page, @RequestParam(required = false) String index, Model model) {
        long size = ledger.size();
        model.addAttribute("size", size);
        model.addAttribute("checkpoint", ledger.checkpoint());
        model.addAttribute("verifierKey", ledger.verifierKey());
        model.addAttribute("list", newest(size, Paging.index(page)));
        model.addAttribute("index", index == null ? "" : index.strip());
        model.addAttribute("asked", index != null && !index.isBlank());
        model.addAttribute("found", index == null ? null : entry(number(index)));
        return "ledger/ledger";
    }

    @GetMapping("/ledger/receipts/{index}")
    ResponseEntity<String> receipt(@PathVariable long index) {
        Receipt receipt = ledger.receipt(index).orElseThrow(() -> new NoSuchElementException("No leaf " + index));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"yici-receipt-" + index + ".json\"")
                .body(receipt.toJson());
    }

    private Page<Entry> newest(long size, int page) {
        List<Entry> entries = new ArrayList<>();
        long first = size - 1 - (long) page * SIZE;
        for (long index = first; index >= 0 && index > first - SIZE; index--) {
            Entry entry = entry(index);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return new Page<>(entries, page, SIZE, size);
    }

    private @Nullable Entry entry(long index) {
        return ledger.receipt(index).map(LedgerController::entry).orElse(null);
    }

    private static Entry entry(Receipt receipt) {
        JsonNode leaf = JSON.readTree(receipt.entry());
        return new Entry(
                receipt.index(),
                leaf.path("kind").asString(""),
                leaf.path("department").asString(null),
                leaf.path("at").asString(null));
    }

    private static long number(String index) {
        try {
            return Long.parseLong(index.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
