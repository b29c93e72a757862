package org.yici.app.web.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.yici.app.exchange.Readings;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.Role;
import org.yici.app.identity.User;
import org.yici.app.ledger.AuditRuns;
import org.yici.app.ledger.Ledger;
import org.yici.app.ledger.LedgerCursor;
import org.yici.app.ledger.LedgerEntry;
import org.yici.app.ledger.LedgerSlice;
import org.yici.app.web.frame.Access;
import org.yici.app.web.frame.CsvDownload;
import org.yici.app.web.frame.Show;
import tools.jackson.databind.json.JsonMapper;

/** What auditors do with the ledger: run the audit of the whole log, and take entries along as a file. */
@Controller
class LedgerAuditController {
    private static final int RUNS = 5;
    private static final int CHUNK = 500;

    private final Ledger ledger;
    private final AuditRuns audits;
    private final Readings readings;
    private final JsonMapper json;

    LedgerAuditController(Ledger ledger, AuditRuns audits, Readings readings, JsonMapper json) {
        this.ledger = ledger;
        this.audits = audits;
        this.readings = readings;
        this.json = json;
    }

    /** The part of the page that tells how the audit stands, fetched every second while one runs. */
    @GetMapping("/ledger/audit")
    String audit(@CurrentUser @Nullable User user, Model model) {
        Access.require(user, Role.AUDITOR);
        model.addAttribute("run", audits.last().orElse(null));
        model.addAttribute("runs", audits.before(RUNS));
        return "ledger/audit :: audit";
    }

    @PostMapping("/ledger/audit")
    String start(@CurrentUser @Nullable User user) {
        audits.start(Access.require(user, Role.AUDITOR).username());
        return "redirect:/ledger#audit";
    }

    @PostMapping("/ledger/audit/cancel")
    String cancel(@CurrentUser @Nullable User user) {
        Access.require(user, Role.AUDITOR);
        audits.cancel();
        return "redirect:/ledger#audit";
    }

    /** One line an entry. */
    private interface Line {
        void write(LedgerEntry entry) throws IOException;
    }

    @GetMapping("/ledger/export.csv")
    void csv(@ModelAttribute("query") LedgerQuery query, @CurrentUser @Nullable User user, HttpServletResponse response)
            throws IOException {
        note(query, user);
        try (CsvDownload csv = CsvDownload.begin(
                response, "ledger.csv", "index", "time", "kind", "actor", "department", "case_number")) {
            each(
                    query,
                    entry -> csv.row(
                            entry.index(),
                            Show.iso(entry.at()),
                            entry.kind(),
                            entry.actor(),
                            entry.department(),
                            entry.caseNumber()));
        }
    }

    @GetMapping("/ledger/export.jsonl")
    void jsonLines(
            @ModelAttribute("query") LedgerQuery query, @CurrentUser @Nullable User user, HttpServletResponse response)
            throws IOException {
        note(query, user);
        response.setContentType("application/jsonl;charset=UTF-8");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"ledger.jsonl\"");
        try (Writer out = response.getWriter()) {
            each(query, entry -> {
                Map<String, @Nullable Object> line = new LinkedHashMap<>();
                line.put("index", entry.index());
                line.put("time", Show.iso(entry.at()));
                line.put("kind", entry.kind());
                line.put("actor", entry.actor());
                line.put("department", entry.department());
                line.put("case_number", entry.caseNumber());
                out.write(json.writeValueAsString(line));
                out.write('\n');
            });
        }
    }

    /** Before anything leaves: cases are people's, so taking their list along is a reading. */
    private void note(LedgerQuery query, @Nullable User user) {
        User auditor = Access.require(user, Role.AUDITOR);
        if (!query.faults().isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "Of the filter these cannot be read: "
                            + String.join(", ", query.faults().keySet()));
        }
        Map<String, String> details = new HashMap<>(query.fields());
        details.put("entries", String.valueOf(ledger.size()));
        readings.note(auditor, Readings.What.LEDGER_EXPORT, List.of(query.address()), Set.of(), null, details);
    }

    /** The entries there were when it began, newest first, a chunk at a time. */
    private void each(LedgerQuery query, Line line) throws IOException {
        LedgerCursor cursor = LedgerCursor.before(ledger.size());
        LedgerSlice slice;
        do {
            slice = ledger.entries(query.filter(), cursor, CHUNK);
            for (LedgerEntry entry : slice.content()) {
                line.write(entry);
            }
            if (slice.older()) {
                cursor = LedgerCursor.before(slice.content().getLast().index());
            }
        } while (slice.older());
    }
}
