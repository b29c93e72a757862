package org.yici.app.api;

import java.net.URI;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.casework.Case;
import org.yici.app.casework.CaseReadings;
import org.yici.app.casework.Cases;
import org.yici.app.identity.CurrentUser;
import org.yici.app.identity.User;
import org.yici.app.service.InvalidFieldsException;
import org.yici.app.store.Page;

/** Cases for programs of applicants and other parties. */
@RestController
@RequestMapping("/api/v1/cases")
class CasesController {
    private static final int LARGEST_PAGE = 100;

    private final Cases cases;
    private final CaseReadings readings;
    private final CaseViewFactory views;

    CasesController(Cases cases, CaseReadings readings, CaseViewFactory views) {
        this.cases = cases;
        this.readings = readings;
        this.views = views;
    }

    @GetMapping
    Page<ApiCase> mine(
            @CurrentUser User user,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return cases.of(user, Math.clamp(page, 0, 1_000_000), Math.clamp(size, 1, LARGEST_PAGE))
                .map(views::of);
    }

    /** @param identifier credit code, for an item whose applicant is a company */
    record Opening(@Nullable String item, @Nullable String identifier) {}

    @PostMapping
    ResponseEntity<ApiCase> open(@CurrentUser User user, @RequestBody Opening opening) {
        if (opening.item() == null) {
            throw new InvalidFieldsException(Map.of("item", "field.error.required"));
        }
        Case opened = cases.open(user, opening.item(), opening.identifier() == null ? "" : opening.identifier());
        return ResponseEntity.created(URI.create("/api/v1/cases/" + opened.number()))
                .body(views.of(opened));
    }

    @GetMapping("/{number}")
    ApiCase get(@CurrentUser User user, @PathVariable String number) {
        Case found = cases.find(user, number)
                .orElseThrow(() -> new NoSuchElementException("There is no case " + number + " that you may see"));
        readings.ofCase(user, found);
        return views.of(found);
    }

    @PostMapping("/{number}/consent")
    ApiCase consent(@CurrentUser User user, @PathVariable String number) {
        return views.of(cases.consent(user, number));
    }

    @PutMapping("/{number}/fields")
    ApiCase save(@CurrentUser User user, @PathVariable String number, @RequestBody Map<String, String> fields) {
        return views.of(cases.save(user, number, fields));
    }

    @PostMapping("/{number}/submission")
    ApiCase submit(@CurrentUser User user, @PathVariable String number, @RequestBody Map<String, String> fields) {
        return views.of(cases.submit(user, number, fields));
    }

    /**
     * @param contract digest of the contract that the party read and agrees to
     * @param fields what the item asks of this party
     */
    record Confirming(@Nullable String contract, @Nullable Map<String, String> fields) {}

    @PostMapping("/{number}/confirmation")
    ApiCase confirm(
            @CurrentUser User user,
            @PathVariable String number,
            @RequestBody(required = false) @Nullable Confirming confirming) {
        Map<String, String> fields = confirming == null ? null : confirming.fields();
        return views.of(cases.confirm(
                user, number, confirming == null ? null : confirming.contract(), fields == null ? Map.of() : fields));
    }

    /** @param reason what is wrong; the applicant reads it */
    record Declining(@Nullable String reason) {}

    @PostMapping("/{number}/decline")
    ResponseEntity<ApiCase> decline(
            @CurrentUser User user, @PathVariable String number, @RequestBody Declining declining) {
        String reason = declining.reason();
        return cases.decline(user, number, reason == null ? "" : reason)
                .map(seen -> ResponseEntity.ok(views.of(seen)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** A party takes its confirmation back while others have still to confirm. */
    @DeleteMapping("/{number}/confirmation")
    ApiCase takeBack(@CurrentUser User user, @PathVariable String number) {
        return views.of(cases.takeBack(user, number));
    }

    /** The applicant renews the evidence of a stopped case. */
    @PostMapping("/{number}/renewal")
    ApiCase renew(@CurrentUser User user, @PathVariable String number) {
        return views.of(cases.renew(user, number));
    }

    /** A department refuses a case, whatever it waits for. */
    @PostMapping("/{number}/refusal")
    ApiCase refuse(@CurrentUser User user, @PathVariable String number, @RequestBody Declining refusing) {
        String reason = refusing.reason();
        Case refused = cases.refuse(user, number, reason == null ? "" : reason);
        readings.ofCase(user, refused);
        return views.of(refused);
    }

    /** What is proposed, to refuse the case, is returned; the case goes on. */
    @PostMapping("/{number}/refusal/return")
    ApiCase returnRefusal(@CurrentUser User user, @PathVariable String number, @RequestBody Declining returning) {
        String reason = returning.reason();
        Case returned = cases.returnRefusal(user, number, reason == null ? "" : reason);
        readings.ofCase(user, returned);
        return views.of(returned);
    }

    /** A department has corrected what a refused case left in its register. */
    @PostMapping("/{number}/corrections/{step}")
    ApiCase corrected(@CurrentUser User user, @PathVariable String number, @PathVariable String step) {
        Case corrected = cases.corrected(user, number, step);
        readings.ofCase(user, corrected);
        return views.of(corrected);
    }

    @PostMapping("/{number}/withdrawal")
    ApiCase withdraw(@CurrentUser User user, @PathVariable String number) {
        return views.of(cases.withdraw(user, number));
    }
}
