package org.yici.app.api;

import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yici.app.exchange.Grant;
import org.yici.app.exchange.Grants;
import org.yici.app.store.Page;
import org.yici.kernel.resource.Label;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Which department may use what, for what, on which legal basis. */
@RestController
class GrantsController {
    private final Grants grants;

    GrantsController(Grants grants) {
        this.grants = grants;
    }

    @GetMapping("/api/v1/grants")
    Page<GrantView> grants(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        int rows = Math.clamp(size, 1, 200);
        int number = Math.clamp(page, 0, 1_000_000);
        List<Grant> all = grants.all();
        List<GrantView> shown = all.stream()
                .skip((long) number * rows)
                .limit(rows)
                .map(GrantView::of)
                .toList();
        return new Page<>(shown, number, rows, all.size());
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record GrantView(
            String id,
            String consumer,
            String resource,
            List<String> items,
            String purpose,
            Label purposeLabel,
            String basis,
            boolean consentNeeded,
            List<String> othersItems,
            int clearance,
            int perMinute,
            Instant from,
            Instant to) {
        static GrantView of(Grant grant) {
            return new GrantView(
                    grant.id(),
                    grant.consumer(),
                    grant.resource(),
                    grant.items(),
                    grant.purpose(),
                    grant.purposeLabel(),
                    grant.basis(),
                    grant.consentNeeded(),
                    grant.othersItems(),
                    grant.clearance().number(),
                    grant.perMinute(),
                    grant.from(),
                    grant.to());
        }
    }
}
